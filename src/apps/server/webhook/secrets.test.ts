import { describe, expect, it } from "vitest";
import type { Store } from "#core/store";
import { openMemoryStore } from "#adapters/stores";
import { SECRET_MS, SECRETS_SETTING, WebhookSecrets } from "./secrets.ts";

const clock = { at: 0 };

function replica({ settings }: Store): WebhookSecrets {
  clock.at += 10_000;
  return new WebhookSecrets(settings, () => clock.at);
}

describe("WebhookSecrets", () => {
  it("takes a secret at every replica, and keeps only its hash", async () => {
    const store = openMemoryStore();
    const [one, other] = [replica(store), replica(store)];
    expect(await other.accepts("")).toBe(false);
    const secret = (await one.renew([])) ?? "";
    expect(secret).toMatch(/^[\w-]{43}$/);
    clock.at += 1000;
    expect([await one.accepts(secret), await other.accepts(secret)]).toEqual([true, true]);
    expect([await one.accepts(`${secret}x`), await other.accepts("")]).toEqual([false, false]);
    expect((await store.settings.get(SECRETS_SETTING))?.value).not.toContain(secret);
  });

  it("goes on taking what is registered until another is, and that for a while", async () => {
    const one = replica(openMemoryStore());
    const first = (await one.renew([])) ?? "";
    expect(await one.isCurrent(first)).toBe(true);
    clock.at += SECRET_MS;
    expect(await one.isCurrent(first)).toBe(false);
    const second = (await one.renew([first])) ?? "";
    expect([await one.accepts(first), await one.accepts(second), await one.isCurrent(second)]).toEqual([
      true,
      true,
      true,
    ]);
    await one.retire();
    expect(await one.accepts(first)).toBe(true);
    clock.at += 600_000;
    await one.retire();
    expect([await one.accepts(first), await one.accepts(second)]).toEqual([false, true]);
  });

  it("gives the same secret again that could not be registered, and lets one replica at a time make one", async () => {
    const store = openMemoryStore();
    const [one, other] = [replica(store), replica(store)];
    const [mine, theirs] = await Promise.all([one.renew([]), other.renew([])]);
    expect([mine, theirs].filter((secret) => secret === null)).toHaveLength(1);
    expect(await one.renew([])).toBe(mine ?? (await one.renew([])));
  });

  it("takes what it knew while the store does not answer, and nothing else", async () => {
    const store = openMemoryStore();
    const one = replica(store);
    const secret = (await one.renew([])) ?? "";
    await store.close();
    clock.at += 60_000;
    expect([await one.accepts(secret), await one.accepts("other")]).toEqual([true, false]);
  });
});
