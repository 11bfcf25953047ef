import { expect, it } from "vitest";
import type { Store, Toolset, ToolsetPin } from "#core/store";
import { createFaultyStore } from "../../../../core/store/testing/faulty-store.ts";

const PIN: Omit<ToolsetPin, "toolset"> = { by: "people:ada", at: "2026-01-01T12:00:00.000Z", approval: "approval" };

/** What every adapter of `ToolsetStore` must do. */
export function describeToolsets(open: () => Store): void {
  it("keeps what a server offers now, and what was pinned of it", async () => {
    const { toolsets } = open();
    expect(await toolsets.find("t-none")).toBeNull();
    await toolsets.see(toolset("t-shop", "a"));
    await toolsets.see(toolset("t-shop", "a"));
    expect(await toolsets.find("t-shop")).toEqual({ server: "t-shop", seen: toolset("t-shop", "a"), pin: null });
    const pinned = { server: "t-shop", seen: toolset("t-shop", "a"), pin: { ...PIN, toolset: toolset("t-shop", "a") } };
    expect(await toolsets.pin("t-shop", digest("a"), PIN)).toEqual({ kind: "pinned", state: pinned });
    await toolsets.see(toolset("t-shop", "b"));
    expect(await toolsets.find("t-shop")).toEqual({ ...pinned, seen: toolset("t-shop", "b") });
    await toolsets.see(toolset("t-books", "c"));
    const listed = (await toolsets.list()).map(({ server }) => server).filter((server) => server.startsWith("t-"));
    expect(listed).toEqual(["t-books", "t-shop"]);
  });

  it("pins only what is still offered, and takes pins away", async () => {
    const { toolsets } = open();
    await toolsets.see(toolset("u-shop", "a"));
    expect(await toolsets.pin("u-shop", digest("b"), PIN)).toMatchObject({ kind: "conflict", state: { pin: null } });
    expect(await toolsets.pin("u-none", digest("b"), PIN)).toEqual({ kind: "unknown" });
    await toolsets.pin("u-shop", digest("a"), PIN);
    expect(await toolsets.unpin("u-shop")).toEqual({ kind: "unpinned" });
    expect((await toolsets.find("u-shop"))?.pin).toBeNull();
    expect(await toolsets.unpin("u-none")).toEqual({ kind: "unknown" });
  });

  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers about tools as if nothing had been, when a call is repeated after it ${fault}`, async () => {
      const store = createFaultyStore(open());
      const server = `v-${fault}`;
      const calls: readonly (() => Promise<unknown>)[] = [
        () => store.toolsets.see(toolset(server, "a")),
        () => store.toolsets.pin(server, digest("a"), PIN),
        () => store.toolsets.unpin(server),
      ];
      for (const call of calls) {
        store.plan(fault);
        await expect(call()).rejects.toMatchObject({ code: "store-unavailable" });
        await call();
      }
      expect((await store.toolsets.find(server))?.pin).toBeNull();
    });
  }
}

function toolset(server: string, of: string): Toolset {
  const odd = `'; -- "\\ \u0000 \ud800 \u{1f600}`;
  const definition = { name: of, description: odd, ["__proto__"]: { a: [1, null, true] } };
  const tools = [{ name: of, digest: digest(of), definition }];
  const refused = [{ name: null, reason: odd }];
  return { server, digest: digest(of), tools, refused, seenAt: "2026-01-01T12:00:00.000Z" };
}

function digest(of: string): string {
  return `sha256:${of.repeat(64)}`;
}
