import { expect, it } from "vitest";
import type { Resumption, Stop, StopEffect, Store } from "#core/store";
import { createFaultyStore } from "../../../../core/store/testing/faulty-store.ts";

const AT = "2026-01-01T12:00:00.000Z";
const RESUMED: Resumption = { by: "people:cleo", at: AT, reason: "over", approval: "approval" };

/** What every adapter of `StopStore` must do. */
export function describeStops(open: () => Store): void {
  it("keeps stops as they were made, until the first resumption, which stays", async () => {
    const { stops } = open();
    const odd = { ...stop("s-1"), name: `'; -- "\\ \u0000 \ud800 \u{1f600} __proto__` };
    expect(await stops.add(odd)).toEqual({ kind: "added" });
    expect(await stops.add(odd)).toEqual({ kind: "added" });
    expect(await stops.add({ ...odd, reason: "another" })).toEqual({ kind: "taken" });
    await stops.add(stop("s-2"));
    expect(await ownStanding(open())).toEqual([odd, stop("s-2")]);
    expect(await stops.resume("s-1", RESUMED)).toEqual({ kind: "resumed", resumption: RESUMED });
    const late = { ...RESUMED, by: "late" };
    expect(await stops.resume("s-1", late)).toEqual({ kind: "resumed", resumption: RESUMED });
    expect(await stops.resume("none", RESUMED)).toEqual({ kind: "unknown" });
    expect(await ownStanding(open())).toEqual([stop("s-2")]);
    expect(await stops.find("s-1")).toEqual({ stop: odd, resumption: RESUMED, effects: [] });
    expect(await stops.find("__proto__")).toBeNull();
    const listed = (await stops.list(100)).map(({ stop: { id } }) => id).filter((id) => id.startsWith("s-"));
    expect(listed).toEqual(["s-2", "s-1"]);
    expect(await stops.list(1)).toHaveLength(1);
  });

  it("keeps the last that each replica told", async () => {
    const { stops } = open();
    await stops.add(stop("told"));
    expect(await stops.tell("none", effect("a", 1))).toEqual({ kind: "unknown" });
    await stops.tell("told", effect("b", 2));
    await stops.tell("told", effect("a", null));
    expect(await stops.tell("told", effect("a", 3))).toEqual({ kind: "told" });
    expect((await stops.find("told"))?.effects).toEqual([effect("a", 3), effect("b", 2)]);
  });

  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers about stops as if nothing had been, when a call is repeated after it ${fault}`, async () => {
      const store = createFaultyStore(open());
      const id = `stop-${fault}`;
      const calls: readonly (() => Promise<{ readonly kind: string }>)[] = [
        () => store.stops.add(stop(id)),
        () => store.stops.tell(id, effect("a", 1)),
        () => store.stops.resume(id, RESUMED),
      ];
      const answers: string[] = [];
      for (const call of calls) {
        store.plan(fault);
        await expect(call()).rejects.toMatchObject({ code: "store-unavailable" });
        answers.push((await call()).kind);
      }
      expect(answers).toEqual(["added", "told", "resumed"]);
    });
  }
}

async function ownStanding({ stops }: Store): Promise<readonly Stop[]> {
  return (await stops.standing()).filter(({ id }) => id.startsWith("s-"));
}

function stop(id: string): Stop {
  return { id, kind: "agent", name: "agent-7", reason: "why", by: "people:ada", byName: "Ada", at: AT };
}

function effect(replica: string, lastEffectMs: number | null): StopEffect {
  return { replica, refusedAfterMs: 1, lastEffectMs, cancelled: 0, running: 0, revoked: 0, failed: 0 };
}
