import { declare, DYN, func, STRING, type FunctionLibrary, type Overload, type Type, type Value } from "#core/language";
import { isObject } from "#core/model";
import { absent, invalid } from "./failure.ts";
import type { World, WorldResource } from "./world.ts";

/** Objects of the cluster, entries of the global context and metadata of images, answered from what was told in advance. */
export function clusterLibrary(world: World): FunctionLibrary {
  return {
    name: "kyverno.cluster",
    functions: [
      ...spellings("resource", "Get", "One object of the cluster.", [
        overload("resource_get", 4, (version: string, resource: string, namespace: string, name: string) =>
          getResource(world, { apiVersion: version, resource, namespace, name }),
        ),
      ]),
      ...spellings("resource", "List", "The objects of a kind in a namespace, or with these labels.", [
        overload("resource_list", 3, (version: string, resource: string, namespace: string) =>
          listResources(world, { apiVersion: version, resource, namespace }, {}),
        ),
        func(
          "resource_list_labels",
          [STRING, STRING, STRING, DYN, DYN],
          (version: string, resource: string, namespace: string, labels: Value) =>
            listResources(world, { apiVersion: version, resource, namespace }, labels),
        ),
      ]),
      ...spellings("resource", "Post", "What the cluster answers to an object that is posted.", [
        func("resource_post", [STRING, STRING, STRING, DYN, DYN], () => cannotPost(world)),
        func("resource_post_cluster", [STRING, STRING, DYN, DYN], () => cannotPost(world)),
      ]),
      ...spellings("globalContext", "Get", "An entry of the global context, or a projection of one.", [
        overload("global_context_get", 1, (name: string) => globalEntry(world, name, "")),
        overload("global_context_get_projection", 2, (name: string, part: string) => globalEntry(world, name, part)),
      ]),
      ...spellings("image", "GetMetadata", "What the registry says of an image.", [
        overload(
          "image_get_metadata",
          1,
          (image: string) => world.images.get(image) ?? absent(world, `Image \`${image}\``),
        ),
      ]),
    ],
  };
}

/** A function under both of its spellings, `Get` and `get`. */
export function spellings(
  namespace: string,
  name: string,
  description: string,
  overloads: readonly Overload[],
): FunctionLibrary["functions"] {
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  return [name, camel].map((spelling) => declare(`${namespace}.${spelling}`, description, ...overloads));
}

function overload(id: string, texts: number, body: (...texts: readonly string[]) => Value): Overload;
function overload(id: string, texts: number, body: (...args: never[]) => Value): Overload {
  const types: readonly Type[] = [...Array.from({ length: texts }, () => STRING), DYN];
  return func(id, types, body);
}

type Place = Pick<WorldResource, "apiVersion" | "resource" | "namespace">;

function isAt(one: WorldResource, place: Place): boolean {
  return one.apiVersion === place.apiVersion && one.resource === place.resource && one.namespace === place.namespace;
}

function getResource(world: World, place: Place & { readonly name: string }): Value {
  const found = [...world.resources, ...world.loose].find((one) => isAt(one, place) && one.name === place.name);
  return found?.object ?? absent(world, `Object \`${place.name}\` of \`${place.resource}\``);
}

/** A kind of which nothing was told is unknown; one of which something was told is known whole. */
function listResources(world: World, place: Place, labels: Value): Value {
  const ofKind = world.resources.filter(
    (one) => one.apiVersion === place.apiVersion && one.resource === place.resource,
  );
  if (ofKind.length === 0) return absent(world, `The list of \`${place.resource}\``);
  const found = ofKind.filter((one) => isAt(one, place) && hasLabels(one, labels));
  return { items: found.map(({ object }) => object) };
}

function hasLabels({ object }: WorldResource, wanted: Value): boolean {
  const metadata = object["metadata"];
  const labels = isObject(metadata) ? metadata["labels"] : undefined;
  const own = isObject(labels) ? labels : {};
  return (
    isObject(wanted) && Object.entries(wanted).every(([key, value]) => Object.hasOwn(own, key) && own[key] === value)
  );
}

function cannotPost(world: World): Value {
  return absent(world, "The answer to an object that is posted");
}

function globalEntry(world: World, name: string, projection: string): Value {
  const entry = world.globalContext.get(name);
  if (entry === undefined) return absent(world, `Entry \`${name}\` of the global context`);
  if (projection === "" || !isObject(entry)) return entry;
  const part = Object.hasOwn(entry, projection) ? entry[projection] : undefined;
  return part ?? invalid(projection, `entry \`${name}\` of the global context has no such projection`);
}
