import { expect, test } from "vitest";
import { Unknown } from "./index.ts";
import type { UnknownCause } from "./index.ts";

test("merge() names each cause once, in order", () => {
  const a = new Unknown([cause("a")]);
  const b = new Unknown([cause("b"), cause("a")]);
  expect(a.merge(b).causes).toEqual([cause("a"), cause("b")]);
  expect(b.merge(a)).toBe(b);
  expect(a.merge(a)).toBe(a);
});

test("merge() of a hundred thousand unknowns stays small and keeps every reason", () => {
  let merged = new Unknown([cause("first")]);
  for (let at = 0; at < 100_000; at++) merged = merged.merge(new Unknown([cause(`items[${at}]`)]));
  const sensitive: UnknownCause = { reason: "sensitive", path: "password" };
  merged = merged.merge(new Unknown([sensitive]));
  expect(merged.causes.length).toBeLessThan(20);
  expect(merged.causes).toContainEqual(sensitive);
});

test("merge() does not grow where one unknown takes part again and again", () => {
  let [a, b] = [new Unknown([cause("a")]), new Unknown([cause("b")])];
  for (let round = 0; round < 200; round++) [a, b] = [b, a.merge(b)];
  expect(b.causes).toHaveLength(2);
});

function cause(path: string): UnknownCause {
  return { reason: "after-apply", path };
}
