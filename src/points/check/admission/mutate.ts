import {
  creationRequest,
  isNamespaceObject,
  namespacesAmong,
  textAt,
  type AdmissionRequest,
  type AskedAround,
  type MutatedRequest,
  type Mutators,
} from "#core/admission";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject, member, type ObjectMutations } from "#core/model";
import { requestFor, type ReadObject } from "./objects.ts";
import { paramsAmong } from "./params.ts";

/** An object of an input with the request that creates it, and what mutating policies made of it. */
export interface MutatedObject extends ReadObject {
  readonly written: AdmissionRequest;
  readonly mutated: MutatedRequest;
}

/** What is known beside the objects of an input. */
export interface KnownBefore extends Pick<AskedAround, "now"> {
  /** The objects that stand beside the policies. */
  readonly handedIn: readonly ValueObject[];
}

/** The objects of all inputs after mutating policies, and the namespaces as they then are. */
export interface MutatedInputs {
  readonly inputs: readonly (readonly MutatedObject[])[];
  readonly around: AskedAround;
}

/**
 * Lets mutating policies change every object, namespaces first, since what lives in them is asked by their labels. One of which nobody can tell what it
 * becomes is not known to the others.
 */
export function mutateInputs(
  mutators: Mutators,
  inputs: readonly (readonly ReadObject[])[],
  { handedIn: beside, now }: KnownBefore,
): MutatedInputs {
  const objects = inputs.flat().map(({ object }) => object);
  const handedIn = namespacesAmong(beside);
  const known = { now, params: paramsAmong(beside, objects) };
  const before = { ...known, namespaces: new Map([...handedIn, ...namespacesAmong(objects)]) };
  const definitions = [...beside, ...objects];
  const created = objects.filter(isNamespaceObject).map((object) => {
    const { request } = mutators.mutate(creationRequest(object), { ...before, definitions });
    return [textAt(object, "metadata", "name") ?? "", request?.object ?? null] as const;
  });
  const around = { ...known, namespaces: withNamespaces(handedIn, created) };
  return {
    around,
    inputs: inputs.map((read) =>
      read.map((one) => {
        const written = requestFor(one);
        const own = isNamespaceObject(one.object) ? before : around;
        return { ...one, written, mutated: mutators.mutate(written, { ...own, definitions }) };
      }),
    ),
  };
}

function withNamespaces(
  handedIn: ReadonlyMap<string, ValueObject>,
  created: readonly (readonly [string, ValueObject | null])[],
): ReadonlyMap<string, ValueObject> {
  const namespaces = new Map(handedIn);
  for (const [name, object] of created) {
    if (object === null) namespaces.delete(name);
    else namespaces.set(name, object);
  }
  return namespaces;
}

/** What a report tells of an object that was changed before it was judged; nothing of any other. */
export function mutationsOf({ written, mutated, resource }: MutatedObject, file: string): readonly ObjectMutations[] {
  const { changedBy, request } = mutated;
  if (changedBy.length === 0 || request === null) return [];
  const paths: string[] = [];
  addDifferences(paths, "", written.object, request.object);
  return [{ file, resource: resource.id, policies: changedBy, paths }];
}

/** More places than these are not listed. */
const MAX_PATHS = 20;

/** Where two values differ, as deep as both are maps, or lists of one length. */
function addDifferences(paths: string[], path: string, before: Value | undefined, after: Value | undefined): void {
  if (before === after || paths.length >= MAX_PATHS) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const at = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
      addDifferences(paths, path === "" ? at : `${path}.${at}`, member(before, key), member(after, key));
    }
  } else if (isList(before) && isList(after) && before.length === after.length) {
    for (const [at, element] of before.entries()) addDifferences(paths, `${path}[${at}]`, element, after[at]);
  } else paths.push(path);
}
