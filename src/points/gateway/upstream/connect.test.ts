import { describe, expect, it } from "vitest";
import type { OpenCarrier } from "#core/mcp";
import type { Any } from "../testing/scripted.ts";
import { connect } from "./connect.ts";

const NOBODY = { message: () => undefined, ask: () => Promise.reject(new Error("nobody")), ended: () => undefined };
const CARD = { resultType: "complete", supportedVersions: ["2026-07-28"], capabilities: {} };
const HELLO = { protocolVersion: "2025-11-25", capabilities: {}, serverInfo: { name: "old" } };

/** A server that refuses the first question for its revision, and speaks those that it names. */
function refusing(supported: unknown, heard: string[]): OpenCarrier {
  return (ears) =>
    Promise.resolve({
      hasWays: false,
      agreed: () => undefined,
      close: () => Promise.resolve(),
      send: ({ text }) => {
        const { id, method }: Any = JSON.parse(text);
        heard.push(method);
        const refused = { error: { code: -32022, message: "not this one", data: { supported } } };
        const said = method === "initialize" ? { result: HELLO } : heard.length === 1 ? refused : { result: CARD };
        if (id !== undefined) ears.message(JSON.stringify({ jsonrpc: "2.0", id, ...said }), null);
        return Promise.resolve();
      },
    });
}

describe("connect()", () => {
  const identity = { info: { name: "test" }, capabilities: {}, revision: "2025-11-25" };

  it("asks a server once more that refuses a revision which it names", async () => {
    const heard: string[] = [];
    const { era } = await connect(refusing(["2026-07-28"], heard), identity, NOBODY, null);
    expect([era, ...heard]).toEqual(["2026", "server/discover", "server/discover"]);
  });

  it.each([[["2025-11-25"]], ["2026-07-28"], [null], [undefined]])(
    "makes the handshake of sessions with one that names %j",
    async (supported) => {
      const heard: string[] = [];
      const { era } = await connect(refusing(supported, heard), identity, NOBODY, null);
      expect([era, ...heard]).toEqual(["2025", "server/discover", "initialize", "notifications/initialized"]);
    },
  );
});
