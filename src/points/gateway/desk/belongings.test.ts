import { describe, expect, it } from "vitest";
import { passAll } from "../../../apps/cli/gateway/pass.ts";
import { LineClient, scripted, scriptedPorts, type Any, type Script } from "../testing/scripted.ts";

const NO_TASK = { error: { code: -32602, message: "There is no such task" } };

/** A server that gives a task or a state to whoever calls, takes any back, and tells all that it has. */
function giving(heard: Any[] = []): Script["answer"] {
  let last = 0;
  return ({ method, params }) => {
    heard.push({ method, params });
    if (method === "tools/list") return { tools: [{ name: "work", inputSchema: {} }] };
    if (method === "tasks/list") return { tasks: [{ taskId: "task-1" }, { taskId: "task-2" }] };
    if (method !== "tools/call") return { resultType: "complete", status: "working" };
    if (params.arguments.how === "task") {
      const taskId = `task-${(last += 1)}`;
      return params._meta === undefined
        ? { task: { taskId, ttl: null } }
        : { resultType: "task", taskId, ttlMs: 60_000 };
    }
    if (params.requestState === undefined)
      return { resultType: "input_required", inputRequests: {}, requestState: `state-${(last += 1)}` };
    return { resultType: "complete", content: [] };
  };
}

function clients(era: "2025" | "2026", heard: Any[] = []): readonly [LineClient, LineClient] {
  const ports = scriptedPorts(scripted({ era, answer: giving(heard) }), passAll("public"), () => undefined);
  return [new LineClient(ports, era, "agent-7"), new LineClient(ports, era, "agent-8")];
}

/** As `giving`, with how a task of somebody else goes. */
const telling: Script["answer"] = (asked) => {
  if (asked.method === "tools/call")
    for (const taskId of ["task-1", "task-9"])
      asked.say({ method: "notifications/tasks/status", params: { taskId, status: "working" } });
  return giving()(asked);
};

const work = (how: string, more: object = {}): Any => ({ name: "work", arguments: { how }, ...more });

describe("INVARIANT (gateway-given-only): what a server gives to one caller", () => {
  it.each(["tasks/get", "tasks/update", "tasks/cancel"])("is used by nobody else (%s)", async (method) => {
    const heard: Any[] = [];
    const [one, other] = clients("2026", heard);
    const { taskId } = (await one.ask("tools/call", work("task"))).result;
    expect(await other.ask(method, { taskId })).toMatchObject(NO_TASK);
    for (const made of ["task-2", "", 7, null, "__proto__", { taskId }])
      expect(await one.ask(method, { taskId: made })).toMatchObject(NO_TASK);
    expect(await one.ask(method, {})).toMatchObject(NO_TASK);
    expect(heard.filter((asked) => asked.method === method)).toEqual([]);
    expect(await one.ask(method, { taskId })).toMatchObject({ result: { resultType: "complete" } });
  });

  it("is a task in the words of sessions as well, and no list tells of those of others", async () => {
    const [one, other] = clients("2025");
    await Promise.all([one.hello(), other.hello()]);
    expect(await one.ask("tools/call", work("task"))).toMatchObject({ result: { task: { taskId: "task-1" } } });
    expect(await one.ask("tasks/list", {})).toMatchObject({ result: { tasks: [{ taskId: "task-1" }] } });
    expect(await other.ask("tasks/list", {})).toMatchObject({ result: { tasks: [] } });
    expect(await other.ask("tasks/result", { taskId: "task-1" })).toMatchObject(NO_TASK);
    expect(await one.ask("tasks/result", { taskId: "task-1" })).toMatchObject({ result: {} });
  });

  it("is told to whom it was given alone, when the server says how a task goes", async () => {
    const ports = scriptedPorts(scripted({ era: "2025", answer: telling }), passAll("public"), () => undefined);
    const client = await new LineClient(ports, "2025", "agent-7").hello();
    await client.ask("tools/call", work("task"));
    await client.ask("tools/call", work("task"));
    await client.ask("ping", {});
    expect(client.told.map(({ params }) => params.taskId)).toEqual(["task-1"]);
  });

  it("is a state that comes back from it alone, with exactly the same request", async () => {
    const heard: Any[] = [];
    const [one, other] = clients("2026", heard);
    const { requestState } = (await one.ask("tools/call", work("ask"))).result;
    const refused = { error: { code: -32602 } };
    expect(await other.ask("tools/call", work("ask", { requestState }))).toMatchObject(refused);
    expect(await one.ask("tools/call", work("other", { requestState }))).toMatchObject(refused);
    for (const forged of [`${requestState}x`, "", 7, null, {}])
      expect(await one.ask("tools/call", work("ask", { requestState: forged }))).toMatchObject(refused);
    expect(heard.filter(({ params }) => params?.requestState !== undefined)).toEqual([]);
    const retried = work("ask", { requestState, inputResponses: { any: {} } });
    expect(await one.ask("tools/call", retried)).toMatchObject({ result: { resultType: "complete" } });
  });

  it("needs a client that knows tasks", async () => {
    const [one] = clients("2026");
    const meta = {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    await one.send({ id: "x", method: "tasks/get", params: { taskId: "task-1", _meta: meta } });
    expect(one.told).toMatchObject([{ id: "x", error: { code: -32021 } }]);
  });
});
