import type { ValueObject } from "#core/language";
import { isObject, type NativeResource, type Path } from "#core/model";
import { member, textOf } from "../json/index.ts";
import { textsIn } from "./managed/translate.ts";
import { maskSecrets } from "./mask.ts";

const TYPE = "kubernetes_manifest";
const ATTRIBUTE = "manifest";
const ADDRESS = /(?:^|\.)kubernetes_manifest\.[\w-]+(?:\[[^\]]*\])?(?: \(live\))?$/;

/**
 * The object of a cluster behind a `kubernetes_manifest` of Terraform, so that it is judged as the same manifest is elsewhere; any other resource
 * as it is. It keeps its address. A manifest of which not even the type is known stays what it is.
 */
export function objectOfManifest(resource: NativeResource): NativeResource {
  const manifest = resource.type === TYPE ? member(resource.native, ATTRIBUTE) : undefined;
  const [apiVersion, kind] = [textOf(manifest, "apiVersion"), textOf(manifest, "kind")];
  if (!isObject(manifest) || apiVersion === undefined || kind === undefined) return resource;
  return { ...resource, ...objectOf(manifest, kind), type: `${apiVersion} ${kind}`, references: inside(resource) };
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
function inside({ references }: NativeResource): NativeResource["references"] {
  return references.flatMap((reference) =>
    reference.path[0] === ATTRIBUTE ? [{ ...reference, path: reference.path.slice(1) }] : [],
  );
}

/** The path in the block of a resource for a path in what `objectOfManifest` made of it. */
export function pathBeforeManifest(address: string, path: Path): Path {
  return ADDRESS.test(address) && path.length > 0 && path[0] !== ATTRIBUTE ? [ATTRIBUTE, ...path] : path;
}
