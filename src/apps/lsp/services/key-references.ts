import type { AnyDocument, Parameter, PropertySchema } from "#core/documents";
import type { Project } from "../project/project.ts";
import type { Target } from "./references.ts";
import type { Located } from "./request.ts";

/** What the key at a place may name, by its name; empty where the author is free to choose or the form of the document says it. */
export function keyTargetsAt({ place, document }: Located, { documents }: Project): ReadonlyMap<string, Target> {
  if (place.at !== "key") return new Map();
  const path = place.path.join(".");
  const targets = /^spec\.mappings\.\d+\.properties$/.test(path)
    ? propertyTargets(kindOf(document), documents)
    : place.kind === "Settings" && path === "spec.parameters"
      ? policyTargets(documents)
      : place.kind === "Settings" && place.path.length === 3 && path.startsWith("spec.parameters.")
        ? parameterTargets(String(place.path[2]), documents)
        : [];
  return new Map(targets.map((target) => [target.name, target]));
}

/** The values that a parameter at a place may have, as texts of YAML: those of its schema, and its default. */
export function parameterValuesAt({ place, document }: Located, { documents }: Project): readonly string[] {
  const parameter = parameterAt(place.path, document, documents);
  if (place.at !== "value" || parameter === undefined) return [];
  const { schema, default: value } = parameter;
  const words = schema.type === "bool" ? ["true", "false"] : (schema.enum ?? schema.items?.enum ?? []);
  const isPlain = typeof value === "number" || typeof value === "string" || typeof value === "bigint";
  return [...new Set([...words, ...(isPlain ? [String(value)] : [])])];
}

type Path = Located["place"]["path"];

function parameterAt(
  path: Path,
  document: AnyDocument | null,
  documents: readonly AnyDocument[],
): Parameter | undefined {
  const [spec, key, policy, name] = path.map(String);
  if (spec !== "spec" || key !== "parameters" || policy === undefined || name === undefined) return undefined;
  if (document?.kind === "Policy") return name === "default" ? ownOf(document.spec.parameters, policy) : undefined;
  const named = documents.find((one) => one.kind === "Policy" && one.metadata.name === policy);
  return named?.kind === "Policy" ? ownOf(named.spec.parameters, name) : undefined;
}

function ownOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function kindOf(document: AnyDocument | null): string {
  if (document?.kind === "ResourceKind") return document.metadata.name;
  return document?.kind === "ResourceMapping" ? document.spec.kind : "";
}

function propertyTargets(kind: string, documents: readonly AnyDocument[]): readonly Target[] {
  const document = documents.find((one) => one.kind === "ResourceKind" && one.metadata.name === kind);
  if (document?.kind !== "ResourceKind") return [];
  return properties(document.spec.properties, "", ["spec", "properties"]).map((one) => ({
    ...one,
    document,
    atKey: true,
  }));
}

/** The properties of a kind and of the records in it, by their dotted paths. */
function properties(
  schemas: Readonly<Record<string, PropertySchema>>,
  before: string,
  path: Target["path"],
): readonly Pick<Target, "name" | "about" | "path">[] {
  return Object.entries(schemas).flatMap(([key, schema]) => {
    const own = { name: `${before}${key}`, about: schema.description ?? "", path: [...path, key] };
    const inner =
      schema.properties === null ? [] : properties(schema.properties, `${own.name}.`, [...own.path, "properties"]);
    return [own, ...inner];
  });
}

function policyTargets(documents: readonly AnyDocument[]): readonly Target[] {
  return documents.flatMap((document) =>
    document.kind === "Policy" && Object.keys(document.spec.parameters).length > 0
      ? [{ name: document.metadata.name, about: document.metadata.title ?? "", document, path: ["metadata", "name"] }]
      : [],
  );
}

function parameterTargets(policy: string, documents: readonly AnyDocument[]): readonly Target[] {
  const document = documents.find((one) => one.kind === "Policy" && one.metadata.name === policy);
  if (document?.kind !== "Policy") return [];
  return Object.entries(document.spec.parameters).map(([name, { schema }]) => ({
    name,
    about: [schema.description ?? "", schema.unit === null ? "" : `In ${schema.unit}.`]
      .filter((one) => one !== "")
      .join(" "),
    document,
    path: ["spec", "parameters", name],
    atKey: true,
  }));
}
