import { describe, expect, it } from "vitest";
import { visitAlike } from "./visit-alike.ts";

function visited(items: readonly string[]): readonly (readonly [string, number])[] {
  const order: [string, number][] = [];
  visitAlike(
    items,
    (item) => item,
    (item, position) => order.push([item, position]),
  );
  return order;
}

describe("visitAlike()", () => {
  it("visits few as they come", () => {
    expect(visited(["b", "a", "b"])).toEqual([
      ["b", 0],
      ["a", 1],
      ["b", 2],
    ]);
    expect(visited([])).toEqual([]);
  });

  it("visits many by likeness, each once and with its own position", () => {
    const items = Array.from({ length: 200 }, (_, at) => (at % 3 === 0 ? "a" : "b"));
    const order = visited(items);
    expect(order.map(([item]) => item).join("")).toBe("a".repeat(67) + "b".repeat(133));
    expect(order.map(([, position]) => position).toSorted((a, b) => a - b)).toEqual([...items.keys()]);
    expect(order.every(([item, position]) => items[position] === item)).toBe(true);
  });
});
