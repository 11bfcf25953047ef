import { isList, isObject, member, type Path } from "#core/model";
import { Double, type Value, type ValueObject } from "#core/language";

/** One Kubernetes object of a document, and the path that leads to it (not empty inside a `List`). */
export interface KubernetesObject {
  readonly path: Path;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** True when the name is only a prefix (`generateName`). */
  readonly generated: boolean;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: ValueObject;
}

/** Why a value is not an object that Kubernetes would accept; `path` leads to what is wrong. */
export interface ObjectProblem {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint?: string;
  readonly path: Path;
}

export type ObjectReading =
  | { readonly kind: "object"; readonly object: KubernetesObject }
  | { readonly kind: "rejected"; readonly problem: ObjectProblem };

const API_VERSION = /^(?:[a-z0-9.-]{1,253}\/)?[a-z0-9-]{1,63}$/;
const KIND = /^[A-Za-z][A-Za-z0-9]{0,62}$/;
const NAME = /^[^/%\s\p{Cc}]{1,253}$/u;
/** Configuration of the command line tool, never sent to a cluster. */
const CLIENT_SIDE = /^kustomize\.config\.k8s\.io\//;
const MAX_LIST_DEPTH = 8;

/**
 * The objects of one document: itself, or the items of a `List` (of any kind that ends so), which may stand in one another.
 *
 * `kubectl` applies the `items` of whatever has any, so those of an object of another kind count beside the object itself.
 */
export function readObjects(value: Value, path: Path = []): readonly ObjectReading[] {
  const items = listItems(value);
  if (!items || path.length >= 2 * MAX_LIST_DEPTH) return [readObject(value, path)];
  const objects = items.flatMap((item, index) => readObjects(typed(item, value), [...path, "items", index]));
  return isListKind(member(value, "kind")) ? objects : [readObject(value, path), ...objects];
}

function listItems(value: Value): readonly Value[] | undefined {
  const items = member(value, "items");
  return isList(items) ? items : undefined;
}

function isListKind(kind: Value | undefined): kind is string {
  return typeof kind === "string" && kind.endsWith("List");
}

/** Items of a typed list such as `PodList` need not name their type: it is that of the list. */
function typed(item: Value, list: Value): Value {
  const kind = member(list, "kind");
  if (!isObject(item) || Object.hasOwn(item, "kind") || !isListKind(kind) || kind === "List") return item;
  return { apiVersion: member(list, "apiVersion") ?? null, kind: kind.slice(0, -"List".length), ...item };
}

function readObject(value: Value, path: Path): ObjectReading {
  if (!isObject(value)) {
    return rejected("not-kubernetes", `it is ${describe(value)}, and a Kubernetes object is a mapping`, path);
  }
  const problem = typeProblem(value, path) ?? metadataProblem(value, path);
  if (problem) return { kind: "rejected", problem };
  const metadata = member(value, "metadata");
  const name = text(metadata, "name");
  return {
    kind: "object",
    object: {
      path,
      apiVersion: text(value, "apiVersion") ?? "",
      kind: text(value, "kind") ?? "",
      name: name ?? `${text(metadata, "generateName") ?? ""}*`,
      generated: name === null,
      namespace: text(metadata, "namespace"),
      labels: texts(member(metadata, "labels")),
      value,
    },
  };
}

function typeProblem(value: ValueObject, path: Path): ObjectProblem | undefined {
  const apiVersion = value["apiVersion"] ?? null;
  const kind = value["kind"] ?? null;
  if (apiVersion === null && kind === null) {
    return problem("not-kubernetes", "it has neither `apiVersion` nor `kind`, so it is not a Kubernetes object", path);
  }
  if (apiVersion === null) return problem("missing-api-version", "it has no `apiVersion`", path);
  if (kind === null) return problem("missing-kind", "it has no `kind`", path);
  if (typeof apiVersion !== "string" || !API_VERSION.test(apiVersion)) {
    return problem("invalid-api-version", "its `apiVersion` is not of the form `group/version`", [
      ...path,
      "apiVersion",
    ]);
  }
  if (typeof kind !== "string" || !KIND.test(kind)) {
    return problem("invalid-kind", "its `kind` is not the name of a kind", [...path, "kind"]);
  }
  return CLIENT_SIDE.test(apiVersion) ? clientSide(kind, path) : undefined;
}

function clientSide(kind: string, path: Path): ObjectProblem {
  return {
    code: "client-side-document",
    severity: "warning",
    message: `it is a \`${kind}\`, which configures a tool and is never sent to a cluster`,
    hint: "Hand in what the tool renders, as with `kustomize build`",
    path,
  };
}

function metadataProblem(value: ValueObject, path: Path): ObjectProblem | undefined {
  const metadata = member(value, "metadata") ?? null;
  const at: Path = [...path, "metadata"];
  if (metadata !== null && !isObject(metadata)) return wrongType("metadata", metadata, "a mapping", at);
  return (
    wrongText(metadata, "name", at) ??
    wrongText(metadata, "generateName", at) ??
    wrongText(metadata, "namespace", at) ??
    wrongTexts(metadata, "labels", at) ??
    wrongTexts(metadata, "annotations", at) ??
    missingName(metadata, metadata === null ? path : at)
  );
}

function missingName(metadata: Value, path: Path): ObjectProblem | undefined {
  if (text(metadata, "name") !== null || text(metadata, "generateName") !== null) return undefined;
  return problem("missing-name", "it has no `metadata.name`", path);
}

function wrongText(metadata: Value, name: string, path: Path): ObjectProblem | undefined {
  const value = member(metadata, name) ?? null;
  const at: Path = [...path, name];
  if (value === null || value === "") return undefined;
  if (typeof value !== "string") return wrongType(`metadata.${name}`, value, "text", at);
  if (NAME.test(value)) return undefined;
  return problem("invalid-name", `its \`metadata.${name}\` has a character or a length that Kubernetes refuses`, at);
}

function wrongTexts(metadata: Value, name: string, path: Path): ObjectProblem | undefined {
  const values = member(metadata, name) ?? null;
  const at: Path = [...path, name];
  if (values === null) return undefined;
  if (!isObject(values)) return wrongType(`metadata.${name}`, values, "a mapping", at);
  const wrong = Object.entries(values).find(([, value]) => typeof value !== "string");
  return wrong && wrongType(`metadata.${name}.${wrong[0]}`, wrong[1], "text", [...at, wrong[0]]);
}

function wrongType(what: string, actual: Value, expected: string, path: Path): ObjectProblem {
  const message = `its \`${what}\` is ${describe(actual)}, but Kubernetes wants ${expected}`;
  const hint = expected === "text" && "Put the value in quotes";
  return { ...problem("invalid-metadata", message, path), ...(hint && { hint }) };
}

/** The entries of a mapping that hold text, under own properties whatever their names. */
function texts(value: Value | undefined): Readonly<Record<string, string>> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([key, item]) => (typeof item === "string" ? [[key, item]] : [])));
}

/** A field that holds text; null when it is absent or empty. */
function text(value: Value | undefined, name: string): string | null {
  const found = member(value, name);
  return typeof found === "string" && found !== "" ? found : null;
}

/** What a value is, for a message; the value itself may be secret. */
function describe(value: Value): string {
  if (value === null) return "empty";
  if (isList(value)) return "a list";
  if (typeof value === "boolean") return "a boolean";
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Double) return "a number";
  if (typeof value === "string") return "text";
  return "a mapping";
}

function problem(code: string, message: string, path: Path): ObjectProblem {
  return { code, severity: "error", message, path };
}

function rejected(code: string, message: string, path: Path): ObjectReading {
  return { kind: "rejected", problem: problem(code, message, path) };
}
