/** Everything that can be reached from a value as one text: keys, texts and numbers, through objects, maps, sets and bytes. */
export function reachable(value: unknown): string {
  const words: string[] = [];
  const seen = new Set<object>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) words.push(String(next));
    else if (!seen.has(next)) {
      seen.add(next);
      open.push(...parts(next));
    }
  }
  return words.join("\n");
}

function parts(object: object): readonly unknown[] {
  if (object instanceof Map || object instanceof Set) return [...object].flat();
  if (object instanceof Uint8Array) return [new TextDecoder().decode(object)];
  return [...Reflect.ownKeys(object).map(String), ...Object.values(object)];
}
