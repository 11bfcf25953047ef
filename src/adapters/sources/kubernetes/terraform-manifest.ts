import { Unknown, type Value, type ValueObject } from "#core/language";
import { isObject, type NativeChange, type NativeResource, type Path } from "#core/model";
import { member, textOf } from "../json/index.ts";
import { unfollowed } from "../unfollowed.ts";
import { readDocuments } from "./documents.ts";
import { CHART_HINT, choosesComposition, readManaged, standsForChart } from "./managed/index.ts";
import { textsIn } from "./managed/translate.ts";
import { maskSecrets } from "./mask.ts";
import { readObjects } from "./object.ts";

/** Resources of Terraform that stand for one object of a cluster, with the attributes that hold it, as a mapping or as text, the fullest first. */
const HOLDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["kubernetes_manifest", ["manifest"]],
  // A plan hides the body, and repeats it with only the secrets hidden.
  ["kubectl_manifest", ["yaml_body", "yaml_body_parsed"]],
  ["kustomization_resource", ["manifest"]],
]);

const ADDRESS = /(?:^|\.)(\w+)\.[\w-]+(?:\[[^\]]*\])?(?: \(live\))?$/;

/**
 * The object of a cluster behind a `kubernetes_manifest` and the like of Terraform, so that it is judged as the same manifest is elsewhere, or the
 * resource of a cloud that a controller makes of it; any other resource as it is. It keeps its address. A manifest of which not even the type is known stays what it is, without its text, which may
 * hold secrets.
 */
export function objectOfManifest(resource: NativeResource): NativeResource {
  const attributes = HOLDERS.get(resource.type);
  if (attributes === undefined) return resource;
  for (const attribute of attributes) {
    const manifest = manifestIn(member(resource.native, attribute));
    const [apiVersion, kind] = [textOf(manifest, "apiVersion"), textOf(manifest, "kind")];
    if (!isObject(manifest) || apiVersion === undefined || kind === undefined) continue;
    const managed = managedBy(manifest);
    if (managed !== null) return { ...resource, ...managed };
    const references = inside(resource, attribute);
    return { ...resource, ...objectOf(manifest, kind), type: `${apiVersion} ${kind}`, references };
  }
  return { ...resource, native: withoutTexts(resource.native, attributes) };
}

/** A mapping as it is; of a text the one object that it holds. */
function manifestIn(value: Value | undefined): Value | undefined {
  if (typeof value !== "string") return value;
  const [document, ...others] = readDocuments(value);
  if (document?.kind !== "value" || others.length > 0) return undefined;
  const [reading, ...more] = readObjects(document.value);
  return reading?.kind === "object" && more.length === 0 ? reading.object.value : undefined;
}

/** The resource of a cloud that a controller makes of an object, where it is one; its names of other objects are followed nowhere. */
function managedBy(
  manifest: ValueObject,
): Pick<NativeResource, "type" | "provider" | "scope" | "labels" | "native" | "references"> | null {
  const [reading] = readObjects(manifest);
  const [managed, ...others] = (reading?.kind === "object" && readManaged(reading.object)) || [];
  if (managed === undefined || others.length > 0 || managed.verb === "read") return null;
  const { type, provider, scope, labels, native } = managed;
  return { type, provider, scope, labels, native, references: unfollowed(native, []) };
}

function withoutTexts(native: ValueObject, attributes: readonly string[]): ValueObject {
  const texts = attributes.filter((attribute) => typeof member(native, attribute) === "string");
  const hidden = texts.map((path) => [path, new Unknown([{ reason: "sensitive", path }])] as const);
  return hidden.length === 0 ? native : { ...native, ...Object.fromEntries(hidden) };
}

function objectOf(
  manifest: ValueObject,
  kind: string,
): Pick<NativeResource, "provider" | "scope" | "labels" | "native"> {
  const metadata = member(manifest, "metadata");
  return {
    provider: "kubernetes",
    scope: textOf(metadata, "namespace") ?? "",
    labels: textsIn(member(metadata, "labels")),
    native: maskSecrets({ kind, value: manifest }),
  };
}

/** What is said of the manifest, by the paths that it has by itself. */
function inside({ references }: NativeResource, attribute: string): NativeResource["references"] {
  return references.flatMap((reference) =>
    reference.path[0] === attribute && reference.path.length > 1
      ? [{ ...reference, path: reference.path.slice(1) }]
      : [],
  );
}

/** The path in the block of a resource for a path in what `objectOfManifest` made of it. */
export function pathBeforeManifest(address: string, path: Path): Path {
  const [attribute] = HOLDERS.get(ADDRESS.exec(address)?.[1] ?? "") ?? [];
  return attribute === undefined || path.length === 0 || path[0] === attribute ? path : [attribute, ...path];
}

/** Why objects are not seen that a change makes in a cluster, and what helps. */
export interface Unseen {
  readonly code: string;
  readonly id: string;
  readonly message: string;
  readonly hint: string;
}

/** What a change makes in a cluster without anybody seeing it here; null where there is no such thing. */
export function unseenObjects({ verb, before, after, changed, traits }: NativeChange): Unseen | null {
  const resource = after ?? before;
  if (resource === null || !changed || verb === "read" || traits.includes("drift")) return null;
  const { id, type, provider, native } = resource;
  if (type === "helm_release")
    return {
      code: "terraform-chart-not-seen",
      id,
      message: `What \`${id}\` makes in the cluster was not judged: its chart is only rendered when it is applied`,
      hint: CHART_HINT,
    };
  if (provider === "kubernetes" && standsForChart(native))
    return {
      code: "kubernetes-chart-not-seen",
      id,
      message: `What \`${id}\` makes in the cluster was not judged: its chart is only rendered there`,
      hint: CHART_HINT,
    };
  if (provider === "kubernetes" && choosesComposition(native))
    return {
      code: "crossplane-composite",
      id,
      message: `What \`${id}\` is made of was not judged: a composition that is not in the input makes it`,
      hint: "Judge what `crossplane render` makes of it as well",
    };
  if (!HOLDERS.has(type)) return null;
  return {
    code: "terraform-manifest-not-seen",
    id,
    message: `What \`${id}\` makes in the cluster was not judged: its manifest is not known, or is not one object`,
    hint: "Write the manifest out, hand in a plan, or judge the manifest as well",
  };
}
