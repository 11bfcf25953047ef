import { CelError, equals, StructValue, type Value } from "#core/language";

/** One operation of a JSON patch, as an expression builds it (k8s.io/apiserver, `JSONPatchVal`). */
export class PatchValue extends StructValue {
  readonly typeName = "JSONPatch";
  readonly fields: ReadonlyMap<string, Value>;

  constructor(fields: ReadonlyMap<string, Value>) {
    super();
    this.fields = fields;
  }

  /** A text field; empty where it was not given. */
  text(field: "op" | "path" | "from"): string {
    const value = this.fields.get(field);
    return typeof value === "string" ? value : "";
  }

  get(field: string): Value {
    if (field === "op" || field === "path" || field === "from") return this.text(field);
    return this.fields.get(field) ?? new CelError("no-such-field", `The \`JSONPatch\` was built without \`${field}\``);
  }

  has(field: string): Value {
    if (field === "op" || field === "path" || field === "from") return this.text(field) !== "";
    return this.fields.has(field);
  }

  equals(other: StructValue): boolean {
    if (!(other instanceof PatchValue)) return false;
    const texts = (["op", "path", "from"] as const).every((field) => this.text(field) === other.text(field));
    const [mine, theirs] = [this.fields.get("value"), other.fields.get("value")];
    if (mine === undefined || theirs === undefined) return texts && mine === theirs;
    return texts && equals(mine, theirs) === true;
  }
}
