import { expect, it } from "vitest";
import type { Lease, Store } from "#core/store";
import { createFaultyStore } from "../../../../core/store/testing/faulty-store.ts";

/** What every adapter of `LeaseStore` must do. */
export function describeLeases(open: () => Store): void {
  it("keeps a lease as it was added, and takes no other under its id", async () => {
    const { leases } = open();
    expect(await leases.add(lease("0001"))).toEqual({ kind: "added" });
    expect(await leases.add(lease("0001"))).toEqual({ kind: "added" });
    expect(await leases.add({ ...lease("0001"), handle: "another" })).toEqual({ kind: "known" });
    expect(await leases.find("0001")).toEqual(lease("0001"));
    expect(await leases.find("__proto__")).toBeNull();
  });

  it("lists leases in the order of their ids, a page at a time, and forgets what is over", async () => {
    const { leases } = open();
    for (const id of ["0003", "0002"]) await leases.add(lease(id));
    expect((await leases.list("", 2)).map(({ id }) => id)).toEqual(["0001", "0002"]);
    expect((await leases.list("0002", 2)).map(({ id }) => id)).toEqual(["0003"]);
    await leases.remove("0002");
    await leases.remove("0002");
    expect((await leases.list("", 9)).map(({ id }) => id)).toEqual(["0001", "0003"]);
  });

  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers a call about leases that is repeated after it ${fault} as if it had not`, async () => {
      const store = createFaultyStore(open());
      const id = `again-${fault}`;
      store.plan(fault);
      await expect(store.leases.add(lease(id))).rejects.toMatchObject({ code: "store-unavailable" });
      expect(await store.leases.add(lease(id))).toEqual({ kind: "added" });
      store.plan(fault);
      await expect(store.leases.remove(id)).rejects.toMatchObject({ code: "store-unavailable" });
      await store.leases.remove(id);
      expect(await store.leases.find(id)).toBeNull();
    });
  }
}

function lease(id: string): Lease {
  return {
    id,
    broker: "production",
    handle: `writ-${id}`,
    by: "agent:one",
    names: ["agent:one", "people:ada"],
    session: "s",
    endsAt: "2026-02-02T00:00:00.000Z",
  };
}
