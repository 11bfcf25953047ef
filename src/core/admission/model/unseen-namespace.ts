import { StructValue, Unknown, type Value, type ValueObject } from "#core/language";

/** What every namespace has, as the API server shows it. */
const ALWAYS: ReadonlySet<string> = new Set(["name", "labels", "UID"]);

/** The metadata of a namespace of which only the name is known: whether it has what not every namespace has is not known either. */
class UnseenMetadata extends StructValue {
  readonly typeName = "kubernetes.NamespaceMetadata";
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  get(field: string): Value {
    return field === "name" ? this.#name : unseen(`namespaceObject.metadata.${field}`);
  }

  has(field: string): Value {
    return ALWAYS.has(field) ? true : unseen(`namespaceObject.metadata.${field}`);
  }

  equals(other: StructValue): boolean {
    return other === this;
  }
}

/** A namespace that is there, since something is put into it, and that nobody handed in. */
export function unseenNamespace(name: string): ValueObject {
  return {
    metadata: new UnseenMetadata(name),
    spec: unseen("namespaceObject.spec"),
    status: unseen("namespaceObject.status"),
  };
}

/** What nobody can know here. */
export function unseen(path: string): Unknown {
  return new Unknown([{ reason: "not-observed", path }]);
}
