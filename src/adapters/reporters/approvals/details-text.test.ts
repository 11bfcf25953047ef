import { describe, expect, it } from "vitest";
import { detailLines, exactNumbers } from "./details-text.ts";

describe("detailLines()", () => {
  it("says first what is destroyed and loosened, and then the rest in its order", () => {
    const details = { creates: 1, loosens: [{ kind: "Policy", name: "no-public" }], destroys: ["a", "b"] };
    expect(detailLines(details)).toEqual([
      "destroys (2):",
      "  - a",
      "  - b",
      "loosens (1):",
      "  - kind: Policy, name: no-public",
      "creates: 1",
    ]);
  });

  it("says how much of a list is left out, here and by whoever asked", () => {
    const items = Array.from({ length: 12 }, (_, index) => `r${index}`);
    expect(detailLines({ destroys: items }).at(-1)).toBe("  and 2 more");
    expect(detailLines({ destroys: { items, more: 30 } }).at(0)).toBe("destroys (42):");
    expect(detailLines({ destroys: { items, more: 30 } }).at(-1)).toBe("  and 32 more");
    expect(detailLines({ destroys: { items: [], more: 0 } })).toEqual(["destroys: nothing"]);
  });

  it("lets no text act on the terminal or look like a line of its own, and no depth or length overflow it", () => {
    const deep = { a: { b: { c: { d: "hidden" } } } };
    const lines = detailLines({ evil: "\u001b[2J\ndestroys: nothing", deep, long: "x".repeat(5000) });
    expect(lines[0]).toBe("evil: \\u{1b}[2J\\ndestroys: nothing");
    expect(lines[1]).toBe("deep: a: b: c: …");
    expect(lines[2]?.length).toBeLessThan(200);
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`k${index}`, null]));
    expect(detailLines(many).at(-1)).toBe("and 5 more details");
    expect(detailLines(JSON.parse('{"__proto__": 1}'))).toEqual(["__proto__: 1"]);
  });
});

describe("exactNumbers()", () => {
  it("keeps every digit of a large integer", () => {
    expect(JSON.stringify({ n: 2n ** 63n }, exactNumbers)).toBe('{"n":"9223372036854775808"}');
  });
});
