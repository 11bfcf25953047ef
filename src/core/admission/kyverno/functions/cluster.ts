import { func, STRING, DYN, type FunctionLibrary, type Value } from "#core/language";
import { isObject } from "#core/model";
import { absent, invalid } from "./failure.ts";
import { spellings } from "./spellings.ts";
import type { World } from "./world.ts";

/** Entries of the global context and metadata of images, answered from what was told in advance. Source: Kyverno, `cel/libs/{globalcontext,imagedata}`. */
export function clusterLibrary(world: World): FunctionLibrary {
  return {
    name: "kyverno.cluster",
    functions: [
      ...spellings("globalContext", "Get", "An entry of the global context, or a projection of one.", [
        func("global_context_get", [STRING, DYN], (name: string) => globalEntry(world, name, "")),
        func("global_context_get_projection", [STRING, STRING, DYN], (name: string, part: string) =>
          globalEntry(world, name, part),
        ),
      ]),
      ...spellings("image", "GetMetadata", "What the registry says of an image.", [
        func(
          "image_get_metadata",
          [STRING, DYN],
          (image: string) => world.images.get(image) ?? absent(world, `Image \`${image}\``),
        ),
      ]),
    ],
  };
}

function globalEntry(world: World, name: string, projection: string): Value {
  const entry = world.globalContext.get(name);
  if (entry === undefined) return absent(world, `Entry \`${name}\` of the global context`);
  if (projection === "" || !isObject(entry)) return entry;
  const part = Object.hasOwn(entry, projection) ? entry[projection] : undefined;
  return part ?? invalid(projection, `entry \`${name}\` of the global context has no such projection`);
}
