import { expect, it } from "vitest";
import type { Store } from "#core/store";

/** What every adapter must do about aliases. */
export function describeAliases(open: () => Store): void {
  it("gives one alias to a name, whoever proposes another", async () => {
    const { aliases } = open();
    expect(await aliases.claim("person:ann", "a1")).toBe("a1");
    expect(await aliases.claim("person:ann", "a2")).toBe("a1");
    expect(await aliases.claim("person:ben", "b1")).toBe("b1");
    const claims = await Promise.all(Array.from({ length: 8 }, (_, index) => aliases.claim("carl", `c${index}`)));
    expect(new Set(claims).size).toBe(1);
  });

  it("forgets a name, which then has another alias", async () => {
    const { aliases } = open();
    await aliases.claim("person:dora", "d1");
    await aliases.claim("person:emil", "e1");
    expect(await aliases.find("person:dora")).toBe("d1");
    await aliases.forget("person:dora");
    await aliases.forget("person:dora");
    expect(await aliases.find("person:dora")).toBeNull();
    expect(await aliases.claim("person:dora", "d2")).toBe("d2");
    expect(await aliases.find("person:emil")).toBe("e1");
  });
}
