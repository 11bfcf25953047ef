import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { BearerTokens } from "./bearer-tokens.ts";
import { Remembered } from "./remembered.ts";

const START = 1_000_000_000_000;

/** Something remembered of a store that counts its questions, at a time that a test sets. */
function remembered(): {
  readonly store: { asked: number; away: boolean; now: number };
  readonly known: Remembered<object>;
} {
  const store = { asked: 0, away: false, now: START };
  const find = async (key: string): Promise<object | null> => {
    store.asked += 1;
    if (store.away) throw new UnavailableError("store-unavailable", "away");
    return key === "there" ? { key } : null;
  };
  return { store, known: new Remembered(find, () => store.now) };
}

describe("Remembered", () => {
  it("asks once in five seconds for what is there, and each time for what is not", async () => {
    const { store, known } = remembered();
    for (const key of ["there", "there", "other", "other"]) await known.get(key);
    expect(store.asked).toBe(3);
    store.now += 5000;
    await known.get("there");
    expect(store.asked).toBe(4);
  });

  it("believes what it knew for five minutes while the store is away, and nothing else", async () => {
    const { store, known } = remembered();
    await known.get("there");
    store.away = true;
    store.now += 299_999;
    expect(await known.get("there")).toEqual({ key: "there" });
    await expect(known.get("other")).rejects.toThrow("away");
    store.now += 1;
    await expect(known.get("there")).rejects.toThrow("away");
  });

  it("believes nothing for longer because the clock was set back", async () => {
    const { store, known } = remembered();
    await known.get("there");
    store.now -= 1000;
    await known.get("there");
    expect(store.asked).toBe(2);
    store.away = true;
    store.now -= 1000;
    await expect(known.get("there")).rejects.toThrow("away");
  });
});

describe("BearerTokens", () => {
  it("verifies a token again after ten seconds, after its end, and when the clock was set back", async () => {
    const clock = { now: START, verified: 0 };
    const identity = { method: "jwt", issuer: "i", subject: "s", claims: {}, expiresAtMs: START + 15_000 } as const;
    const caller = {
      id: "i:s",
      name: "i:s",
      roles: [],
      principal: { id: "i:s", kind: "pipeline", groups: [], attributes: {}, chain: [] },
      method: "jwt",
      expiresAtMs: identity.expiresAtMs,
    } as const;
    const verify = async () => {
      clock.verified += 1;
      return { kind: "proven", identity } as const;
    };
    const bearers = new BearerTokens(
      verify,
      () => ({ kind: "caller", caller }),
      () => clock.now,
    );
    const after = async (ms: number): Promise<number> => {
      clock.now = START + ms;
      await bearers.authenticate("token");
      return clock.verified;
    };
    expect([await after(0), await after(9999)]).toEqual([1, 1]);
    expect([await after(10_000), await after(14_999), await after(15_000), await after(15_001)]).toEqual([2, 2, 3, 4]);
    expect(await after(-1)).toBe(5);
    expect(await after(-2)).toBe(6);
  });

  it("remembers no token that was refused, and rejects while its issuer cannot be asked", async () => {
    const answers = [
      { kind: "refused", refusal: { code: "identity-expired", message: "over" } },
      { kind: "unavailable", message: "away" },
    ] as const;
    let asked = 0;
    const refuse = { code: "identity-condition", message: "no" } as const;
    const bearers = new BearerTokens(
      async () => answers[asked++ % 2] ?? answers[0],
      () => ({ kind: "refused", refusal: refuse }),
      () => START,
    );
    expect(await bearers.authenticate("t")).toEqual({ kind: "nobody", reason: "identity-expired", detail: "over" });
    await expect(bearers.authenticate("t")).rejects.toMatchObject({ code: "issuer-unavailable" });
    expect(asked).toBe(2);
  });
});
