import { resourceOf } from "#core/admission";
import type { ValueObject } from "#core/language";
import { isObject, type NativeChange, type NativeResource, type SourceReading, type Verb } from "#core/model";
import type { ReviewRequest } from "#core/wire";
import { readKubernetesObjects } from "#adapters/sources";

/** Where what an API server asks was read. */
const FILE = "admission-review";

const VERBS: Readonly<Record<ReviewRequest["operation"], Verb>> = {
  CREATE: "create",
  UPDATE: "update",
  DELETE: "delete",
  CONNECT: "invoke",
};

/** Parts of a resource through which it is itself changed; any other part (`status`, `scale`) is a thing of its own. */
const SAME_RESOURCE: ReadonlySet<string> = new Set(["", "ephemeralcontainers", "resize"]);

/**
 * What a request would do, as a source tells it: each object before and afterwards, its secrets masked. An object that cannot be read, and a request
 * without any, is unresolved, which is never allowed.
 */
export function readRequest(request: ReviewRequest): SourceReading {
  const after = readSide(request, request.operation === "DELETE" ? null : request.object);
  const before = readSide(request, request.operation === "CONNECT" ? null : request.oldObject);
  const changes = pairs(resourcesOf(before, request), resourcesOf(after, request), VERBS[request.operation]);
  const unresolved = [...(after?.unresolved ?? []), ...(before?.unresolved ?? [])];
  const base = after ?? before ?? readKubernetesObjects(FILE, []);
  return { ...base, changes, unresolved: changes.length + unresolved.length === 0 ? [nothingIn(request)] : unresolved };
}

function readSide(request: ReviewRequest, object: ValueObject | null): SourceReading | null {
  return object === null ? null : readKubernetesObjects(FILE, [named(object, request)]);
}

/** The object with the name and namespace of the request where it says none itself, as options of a connection do not. */
function named(object: ValueObject, { name, namespace }: ReviewRequest): ValueObject {
  const metadata = isObject(object["metadata"]) ? object["metadata"] : {};
  const isNamed = Object.hasOwn(metadata, "name") || Object.hasOwn(metadata, "generateName") || name === "";
  return isNamed ? object : { ...object, metadata: { ...metadata, name, ...(namespace === "" ? {} : { namespace }) } };
}

function resourcesOf(reading: SourceReading | null, request: ReviewRequest): ReadonlyMap<string, NativeResource> {
  const resources = (reading?.changes ?? []).flatMap(({ after }) => after ?? []);
  return new Map(resources.map((resource) => [resource.id, asPart(resource, request)]));
}

/** A part of a resource under a type of its own, such as `apps/v1 Deployment/status`. */
function asPart(resource: NativeResource, { subResource, resource: asked }: ReviewRequest): NativeResource {
  const [apiVersion = "", kind = ""] = resource.type.split(" ");
  if (SAME_RESOURCE.has(subResource) || resourceOf(apiVersion, kind).resource !== asked.resource) return resource;
  return { ...resource, id: `${resource.id}/${subResource}`, type: `${resource.type}/${subResource}` };
}

function pairs(
  before: ReadonlyMap<string, NativeResource>,
  after: ReadonlyMap<string, NativeResource>,
  verb: Verb,
): readonly NativeChange[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].map((id) => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null];
    // Secrets are masked, so that nobody can tell here that nothing changes.
    return { verb: verbOf(verb, was, is), before: was, after: is, changed: true, traits: [], previousId: null };
  });
}

/** An object that stands for several resources may make or lose one of them by an update. */
function verbOf(verb: Verb, was: NativeResource | null, is: NativeResource | null): Verb {
  if (verb !== "update") return verb;
  if (was === null) return "create";
  return is === null ? "delete" : "update";
}

function nothingIn({ operation, resource }: ReviewRequest): SourceReading["unresolved"][number] {
  const message = `The request to ${operation} \`${resource.resource}\` holds no object to judge`;
  return { code: "admission-empty", message, source: { file: FILE, address: "", path: [] } };
}
