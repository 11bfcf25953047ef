import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Activation, Store, StoredBundle, TokenRecord } from "#core/store";
import { createFaultyStore } from "../../../core/store/testing/faulty-store.ts";
import { describeRecordings } from "./contract/recordings.ts";
import { describeSessions } from "./contract/sessions.ts";

/** How the kit opens stores. */
export interface StoreUnderTest {
  readonly name: string;
  /** Why it cannot be tested here; null when it can. */
  readonly skip: string | null;
  /** Where a store may be that nobody used. */
  place(): Promise<string>;
  open(place: string): Promise<Store>;
  /** Whether a place still has what was written when it is opened again, and whether several may have it open. */
  readonly keeps: boolean;
  readonly isShared: boolean;
}

/** What every adapter of `Store` must do. */
export function describeStore(under: StoreUnderTest): void {
  describe.skipIf(under.skip !== null)(
    `a store in ${under.name}${under.skip === null ? "" : ` (${under.skip})`}`,
    () => {
      let store: Store;
      beforeAll(async () => {
        store = await under.open(await under.place());
      });
      afterAll(() => store.close());

      describeTokens(() => store);
      describeBundles(() => store);
      describeSettings(() => store);
      describeAliases(() => store);
      describeRecordings(() => store);
      describeSessions(() => store);
      describeRepetition(() => store);
      if (under.keeps) describeKeeping(under);
      if (under.isShared) describeSharing(under);

      it("answers a ping while it is open, and rejects everything once it is closed", async () => {
        const own = await under.open(await under.place());
        await own.ping();
        await own.close();
        await expect(own.ping()).rejects.toMatchObject({ name: "UnavailableError" });
        await expect(own.bundles.head()).rejects.toMatchObject({ name: "UnavailableError" });
      });
    },
  );
}

function describeTokens(open: () => Store): void {
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

function describeBundles(open: () => Store): void {
  it("keeps a bundle under its digest, whatever is put there later", async () => {
    const { bundles } = open();
    expect(await bundles.put(bundle("a"))).toEqual({ kind: "stored" });
    expect(await bundles.put({ ...bundle("a"), files: [] })).toEqual({ kind: "known" });
    expect(await bundles.get("a")).toEqual(bundle("a"));
    expect(await bundles.get("b")).toBeNull();
  });

  it("activates after the head that the caller saw, and tells who came first", async () => {
    const { bundles } = open();
    await bundles.put(bundle("b"));
    expect(await bundles.head()).toBeNull();
    const first = { ...activation("1", "a"), sequence: 1 };
    expect(await bundles.activate(activation("1", "a"), 0)).toEqual({ kind: "activated", activation: first });
    expect(await bundles.activate(activation("2", "b"), 0)).toEqual({ kind: "conflict", head: first });
    expect(await bundles.activate(activation("2", "b"), 5)).toEqual({ kind: "conflict", head: first });
    expect(await bundles.activate(activation("3", "none"), 1)).toEqual({ kind: "unknown-bundle" });
    expect(await bundles.activate(activation("2", "b"), 1)).toMatchObject({ kind: "activated" });
    expect(await bundles.head()).toEqual({ ...activation("2", "b"), sequence: 2 });
    expect((await bundles.history(1)).map(({ sequence }) => sequence)).toEqual([2]);
    expect((await bundles.history(9)).map(({ sequence }) => sequence)).toEqual([2, 1]);
  });

  it("lets one of many succeed that activate after the same head", async () => {
    const { bundles } = open();
    const after = (await bundles.head())?.sequence ?? 0;
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) => bundles.activate(activation(`race-${index}`, "a"), after)),
    );
    expect(results.filter(({ kind }) => kind === "activated")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "conflict")).toHaveLength(7);
    expect((await bundles.head())?.sequence).toBe(after + 1);
  });
}

function describeSettings(open: () => Store): void {
  it("sets a value only over the version that the caller saw", async () => {
    const { settings } = open();
    expect(await settings.get("mode")).toBeNull();
    expect(await settings.set("mode", "x", 3)).toEqual({ kind: "conflict", current: null });
    expect(await settings.set("mode", "x", 0)).toEqual({ kind: "set", setting: { value: "x", version: 1 } });
    expect(await settings.set("mode", "y", 0)).toEqual({ kind: "conflict", current: { value: "x", version: 1 } });
    expect(await settings.set("mode", "y", 1)).toEqual({ kind: "set", setting: { value: "y", version: 2 } });
    expect(await settings.get("mode")).toEqual({ value: "y", version: 2 });
  });
}

function describeAliases(open: () => Store): void {
  it("gives one alias to a name, whoever proposes another", async () => {
    const { aliases } = open();
    expect(await aliases.claim("person:ann", "a1")).toBe("a1");
    expect(await aliases.claim("person:ann", "a2")).toBe("a1");
    expect(await aliases.claim("person:ben", "b1")).toBe("b1");
    const claims = await Promise.all(Array.from({ length: 8 }, (_, index) => aliases.claim("carl", `c${index}`)));
    expect(new Set(claims).size).toBe(1);
  });
}

/** Faults come in pairs, and whoever calls knows no more than that the call failed. */
function describeRepetition(open: () => Store): void {
  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers a call that is repeated after it ${fault} as if it had not`, async () => {
      const store = createFaultyStore(open());
      const after = (await store.bundles.head())?.sequence ?? 0;
      const calls: readonly (() => Promise<{ readonly kind: string }>)[] = [
        () => store.tokens.add(token(`again-${fault}`)),
        () => store.tokens.revoke(`again-${fault}`, "2026-02-02T00:00:00.000Z"),
        () => store.tokens.add(token(`again-${fault}`)),
        () => store.bundles.activate(activation(`again-${fault}`, "a"), after),
        () => store.settings.set(`again-${fault}`, "v", 0),
      ];
      const answers: string[] = [];
      for (const call of calls) {
        store.plan(fault);
        await expect(call()).rejects.toMatchObject({ code: "store-unavailable" });
        answers.push((await call()).kind);
      }
      expect(answers).toEqual(["added", "revoked", "added", "activated", "set"]);
      expect((await store.bundles.head())?.sequence).toBe(after + 1);
      expect(await store.settings.get(`again-${fault}`)).toEqual({ value: "v", version: 1 });
    });
  }
}

function describeKeeping(under: StoreUnderTest): void {
  it("finds everything again after it was closed", async () => {
    const where = await under.place();
    const before = await under.open(where);
    await before.tokens.addFirst(token("kept"));
    await before.bundles.put(bundle("kept"));
    await before.bundles.activate(activation("kept", "kept"), 0);
    await before.close();
    const after = await under.open(where);
    expect(await after.tokens.find("kept")).toEqual(token("kept"));
    expect(await after.bundles.head()).toMatchObject({ digest: "kept", sequence: 1 });
    expect(await after.tokens.addFirst(token("other"))).toEqual({ kind: "not-first" });
    await after.close();
  });
}

function describeSharing(under: StoreUnderTest): void {
  it("is one system for replicas that start at once", async () => {
    const where = await under.place();
    const replicas = await Promise.all(Array.from({ length: 5 }, () => under.open(where)));
    const firsts = await Promise.all(replicas.map(({ tokens }, index) => tokens.addFirst(token(`t${index}`))));
    expect(firsts.filter(({ kind }) => kind === "added")).toHaveLength(1);
    await Promise.all(replicas.map(({ bundles }) => bundles.put(bundle("shared"))));
    const results = await Promise.all(
      replicas.map(({ bundles }, index) => bundles.activate(activation(`r${index}`, "shared"), 0)),
    );
    expect(results.filter(({ kind }) => kind === "activated")).toHaveLength(1);
    const heads = await Promise.all(replicas.map(({ bundles }) => bundles.head()));
    expect(new Set(heads.map((head) => head?.id)).size).toBe(1);
    await Promise.all(replicas.map((replica) => replica.close()));
  });
}

function token(id: string): TokenRecord {
  const [createdAt, createdBy] = ["2026-01-01T00:00:00.000Z", "setup"];
  return {
    id,
    hash: `hash-${id}`,
    name: id,
    roles: ["administrator"],
    kind: "service",
    owner: null,
    createdAt,
    createdBy,
    expiresAt: null,
    revokedAt: null,
  };
}

function bundle(digest: string): StoredBundle {
  return { digest, files: [{ file: "a.yaml", text: `# ${digest}` }], storedAt: "2026-01-01T00:00:00.000Z" };
}

function activation(id: string, digest: string): Omit<Activation, "sequence"> {
  return { id, digest, by: "setup", at: "2026-01-01T00:00:00.000Z", reason: "test" };
}
