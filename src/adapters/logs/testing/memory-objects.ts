import type { Objects, StoredObject } from "../objects/objects.ts";

/** So many keys are listed at once, so that tests see more than one page. */
const PAGE = 5;

/** Objects in memory. */
export function memoryObjects(objects: Map<string, StoredObject> = new Map()): Objects {
  let tags = 0;
  const put = (key: string, bytes: Uint8Array): string => {
    const tag = String((tags += 1));
    objects.set(key, { bytes: bytes.slice(), tag });
    return tag;
  };
  return {
    place: "memory",
    get: (key) => Promise.resolve(objects.get(key) ?? null),
    create: (key, bytes) => Promise.resolve(objects.has(key) ? null : put(key, bytes)),
    replace: (key, bytes, tag) => Promise.resolve(objects.get(key)?.tag === tag ? put(key, bytes) : null),
    list(prefix, after) {
      const all = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
      return Promise.resolve({ keys: all.slice(0, PAGE), isLast: all.length <= PAGE });
    },
    remove(key) {
      objects.delete(key);
      return Promise.resolve();
    },
  };
}
