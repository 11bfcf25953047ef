import { expect, it } from "vitest";
import type { Store } from "#core/store";
import { token } from "./samples.ts";

/** What every adapter must do about tokens. */
export function describeTokens(open: () => Store): void {
  it("adds one first token, and never another", async () => {
    const { tokens } = open();
    expect(await tokens.addFirst(token("first"))).toEqual({ kind: "added" });
    expect(await tokens.addFirst(token("second"))).toEqual({ kind: "not-first" });
    expect(await tokens.find("second")).toBeNull();
  });

  it("finds a token as it was added, and refuses another with its id or its hash", async () => {
    const { tokens } = open();
    const added = {
      ...token("full"),
      roles: ["viewer", "operator"],
      kind: "person",
      owner: "people:ada",
      expiresAt: "2030-01-01T00:00:00.000Z",
    };
    expect(await tokens.add(added)).toEqual({ kind: "added" });
    expect(await tokens.find("full")).toEqual(added);
    expect(await tokens.add({ ...added, name: "other" })).toEqual({ kind: "taken" });
    expect(await tokens.add({ ...token("copy"), hash: added.hash })).toEqual({ kind: "taken" });
    expect((await tokens.list()).map(({ id }) => id)).toEqual(["first", "full"]);
  });

  it("keeps the time of the first revocation", async () => {
    const { tokens } = open();
    expect(await tokens.revoke("full", "2026-01-01T00:00:00.000Z")).toEqual({ kind: "revoked" });
    expect(await tokens.revoke("full", "2027-01-01T00:00:00.000Z")).toEqual({ kind: "revoked" });
    expect((await tokens.find("full"))?.revokedAt).toBe("2026-01-01T00:00:00.000Z");
    expect(await tokens.revoke("nobody", "2027-01-01T00:00:00.000Z")).toEqual({ kind: "unknown" });
  });

  it("takes any text for a name", async () => {
    const { tokens } = open();
    const name = `'; drop table writ_tokens; -- "\\ \u{1f600} __proto__`;
    await tokens.add({ ...token("odd"), name });
    expect((await tokens.find("odd"))?.name).toBe(name);
    expect(await tokens.find("__proto__")).toBeNull();
  });
}
