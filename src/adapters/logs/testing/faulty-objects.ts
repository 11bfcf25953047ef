import { UnavailableError } from "#core/diagnostics";
import type { Objects } from "../objects/objects.ts";
import type { Fault } from "./faulty-disk.ts";

/** A step of object storage and the key that it is about. */
export type ObjectStep = `${"get" | "create" | "replace" | "list" | "remove"} ${string}`;

/** Object storage that fails where it is told to; a fault is asked for before each step, which waits for the answer. */
export function faultyObjects(objects: Objects, faultAt: (step: ObjectStep) => Fault | Promise<Fault>): Objects {
  const attempt = async <Result>(step: ObjectStep, run: () => Promise<Result>): Promise<Result> => {
    const fault = await faultAt(step);
    if (fault === "fails") throw gone(step);
    const result = await run();
    if (fault === "fails-but-happens") throw gone(step);
    return result;
  };
  return {
    place: objects.place,
    get: (key) => attempt(`get ${key}`, () => objects.get(key)),
    create: (key, bytes) => attempt(`create ${key}`, () => objects.create(key, bytes)),
    replace: (key, bytes, tag) => attempt(`replace ${key}`, () => objects.replace(key, bytes, tag)),
    list: (prefix, after) => attempt(`list ${prefix}`, () => objects.list(prefix, after)),
    remove: (key) => attempt(`remove ${key}`, () => objects.remove(key)),
  };
}

function gone(step: ObjectStep): UnavailableError {
  return new UnavailableError("peer-unavailable", `No answer to: ${step}`);
}
