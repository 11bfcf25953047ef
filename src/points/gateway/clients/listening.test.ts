import { describe, expect, it } from "vitest";
import { passAll } from "../../../apps/cli/gateway/pass.ts";
import type { Interceptor, ServerMessage } from "../interceptor.ts";
import { LineClient, scripted, scriptedPorts, type Any, type Asked } from "../testing/scripted.ts";

const CHANGED = "notifications/tools/list_changed";
const UPDATED = "notifications/resources/updated";
const FILTER = { toolsListChanged: true, resourceSubscriptions: ["test://a"] };

/** A server that one can have say things to all who listen, with how often it was asked for its tools. */
class Speaking {
  listed = 0;
  readonly #listening: Asked[] = [];
  readonly #era: "2025" | "2026";

  constructor(era: "2025" | "2026") {
    this.#era = era;
  }

  open(): ReturnType<typeof scripted> {
    return scripted({
      era: this.#era,
      answer: (asked) => {
        if (this.#era === "2025" && asked.method === "notifications/initialized") this.#listening.push(asked);
        if (asked.method === "subscriptions/listen") return void this.#listening.push(asked);
        if (asked.method === "tools/list") return { tools: [{ name: "work", inputSchema: {} }], n: (this.listed += 1) };
        return { resultType: "complete", content: [] };
      },
    });
  }

  say(method: string, params: object = {}): void {
    for (const one of this.#listening) {
      const tag = this.#era === "2026" ? { _meta: { "io.modelcontextprotocol/subscriptionId": one.id } } : {};
      one.say({ method, params: { ...params, ...tag } });
    }
  }
}

/** Everything passes but what holds the word `secret`. */
function refusing(heard: ServerMessage[]): Interceptor {
  const unasked: Interceptor["unasked"] = async (_visit, message) => {
    heard.push(message);
    return JSON.stringify(message.params).includes("secret") ? { code: -1, message: "no" } : null;
  };
  return { ...passAll("public"), unasked };
}

function broken(): never {
  throw new Error("a bug");
}

function later(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

describe("a subscription of 2026-07-28", () => {
  it.each(["2025", "2026"] as const)(
    "hears of a server of %s only what it asked for, and what the interceptor lets through, in order",
    async (era) => {
      const heard: ServerMessage[] = [];
      const server = new Speaking(era);
      const ports = scriptedPorts(server.open(), refusing(heard), () => undefined);
      const client = new LineClient(ports, "2026", "agent-7");
      void client.ask("subscriptions/listen", { notifications: FILTER });
      await later();
      await later();
      server.say(UPDATED, { uri: "test://a", n: 1 });
      server.say(UPDATED, { uri: "test://a", note: "secret" });
      server.say(UPDATED, { uri: "test://b" });
      server.say("notifications/prompts/list_changed");
      server.say(CHANGED, { n: 2 });
      await later();
      expect(client.told.map(({ method, params }) => [method, params.n])).toEqual([
        ["notifications/subscriptions/acknowledged", undefined],
        [UPDATED, 1],
        [CHANGED, 2],
      ]);
      expect(client.told.every(({ params }) => params._meta["io.modelcontextprotocol/subscriptionId"] === 1)).toBe(
        true,
      );
      expect(heard.map(({ method }) => method)).toEqual([UPDATED, UPDATED, CHANGED]);
      await client.close();
    },
  );

  it("tells nothing where the interceptor throws", async () => {
    const server = new Speaking("2026");
    const ports = scriptedPorts(server.open(), { ...passAll("public"), unasked: broken }, () => undefined);
    const client = new LineClient(ports, "2026", "agent-7");
    void client.ask("subscriptions/listen", { notifications: FILTER });
    await later();
    server.say(CHANGED);
    await later();
    expect(client.told.map(({ method }: Any) => method)).toEqual(["notifications/subscriptions/acknowledged"]);
    await client.close();
  });
});

describe("a list that a server says has changed", () => {
  const listing: Interceptor = {
    ...passAll("public"),
    request: async (call) => {
      await call.listed("tools");
      return await passAll("public").request(call);
    },
  };

  it.each([
    ["2025", "2025"],
    ["2025", "2026"],
    ["2026", "2026"],
  ] as const)("is asked for again at once, for a client of %s before a server of %s", async (era, of) => {
    const server = new Speaking(of);
    const client = new LineClient(
      scriptedPorts(server.open(), listing, () => undefined),
      era,
      "agent-7",
    );
    if (era === "2025") await client.hello();
    const work = (): Promise<Any> => client.ask("tools/call", { name: "work", arguments: {} });
    await work();
    await work();
    expect(server.listed).toBe(1);
    server.say(CHANGED);
    await work();
    expect(server.listed).toBe(2);
    await client.close();
  });
});
