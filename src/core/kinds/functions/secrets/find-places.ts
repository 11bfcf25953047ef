import { CelError, Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { findSecrets } from "./find-secrets.ts";

/**
 * Where in a map or a list of variables secrets are written out: the keys of the map; the `name` of each element of the list, else its position.
 *
 * What is found is told whatever else is not known. Unknown when nothing was found and a part is not known; none for anything else than a map
 * or a list.
 */
export function findPlaces(value: Value): Value {
  if (value instanceof Unknown) return value;
  const places: string[] = [];
  let unknown: Unknown | undefined;
  for (const [place, part] of partsOf(value)) {
    const found = findSecrets(part);
    if (found instanceof CelError) return found;
    if (found instanceof Unknown) unknown = unknown?.merge(found) ?? found;
    else if (isList(found) && found.length > 0) places.push(place);
  }
  return places.length === 0 && unknown !== undefined ? unknown : places;
}

// A part keeps its key, because a name can give a secret away.
function partsOf(value: Value): readonly (readonly [string, Value])[] {
  if (isList(value)) return value.map((element, at) => [nameOf(element) ?? String(at), element]);
  return isObject(value) ? Object.entries(value).map(([key, part]) => [key, { [key]: part }]) : [];
}

function nameOf(element: Value): string | undefined {
  if (!isObject(element) || !Object.hasOwn(element, "name")) return undefined;
  return typeof element["name"] === "string" ? element["name"] : undefined;
}
