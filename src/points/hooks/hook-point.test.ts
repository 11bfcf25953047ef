import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import { parseJson, isObject, type Effect } from "#core/model";
import { createActReader, loadSql, type ReadAct } from "#adapters/sources";
import { Governor, type Act, type Ruling, type Settlement } from "#points/agents";
import { HOOK_CLIENTS, HOOK_DIALECTS, HookPoint, type HookClientName, type HookPorts } from "./index.ts";
import { fateOf, type Fate } from "./testing/clients.ts";
import { claudeEvent, shellEvent, toolEvent } from "./testing/events.ts";
import { testAgent } from "../agents/testing/act.ts";
import { agentPorts } from "../agents/testing/ports.ts";

const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec:
  properties: { server: string, name: string, arguments: any }
---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: File }
spec:
  properties: { path: string, inWorkspace: bool, pattern: bool, holds: { type: list, items: string } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: no-drop }
spec:
  match: { kinds: [Tool] }
  validations:
    - { id: named, expression: "resource.properties.name != 'drop'", message: dropping is not for agents }
  remediation: Call the tool \`archive\` instead.
---
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-7 }
spec: { owner: platform, identity: { oidcSubject: agent-7 } }
---
apiVersion: writ/v1
kind: Grant
metadata: { name: tools }
spec:
  principals: { ids: [agent-7] }
  verbs: [invoke]
  kinds: [Tool]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
---
apiVersion: writ/v1
kind: Grant
metadata: { name: files-of-the-workspace }
spec:
  principals: { ids: [agent-7] }
  verbs: [read, update]
  kinds: [File]
  conditions: [{ name: here, expression: resource.properties.inWorkspace }]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;

const NOTHING = { decision: null, refusal: null, bundleDigest: "" };
const { principal } = testAgent();
const context = { point: "hooks", environment: null, attributes: {}, unresolved: [] } as const;
const { signal } = new AbortController();
const settle = (): Promise<void> => Promise.resolve();

interface Told {
  readonly acts: Act[];
  readonly settled: Settlement[];
}

const ASKED = { id: "approval-1", url: "https://writ.example/approvals/approval-1", expiresAt: "2026-07-01T00:00:00Z" };

/** The real readers. */
async function readAct(): Promise<ReadAct> {
  return createActReader(await loadSql());
}

function point(
  changes: Partial<HookPorts> = {},
  documents = DOCUMENTS,
): { readonly hooks: HookPoint; readonly told: Told } {
  const told: Told = { acts: [], settled: [] };
  const plain = agentPorts({ documents });
  const governor = new Governor({
    ...plain,
    history: {
      recall: (act) => {
        told.acts.push(act);
        return Promise.resolve({
          proposal: act.proposal,
          add: () => Promise.resolve(),
          settle: (settlement) => Promise.resolve(void told.settled.push(settlement)),
          close: () => undefined,
        });
      },
    },
    holds: {
      release: () => Promise.resolve(null),
      ask: () => Promise.resolve({ kind: "asked", asked: ASKED }),
    },
  });
  return {
    hooks: new HookPoint({ governor, readAct, holds: "approval", clock: () => 0, report: rethrow, ...changes }),
    told,
  };
}

function rethrow(error: unknown): void {
  throw error;
}

type Point = ReturnType<typeof point>;

// oxlint-disable-next-line no-explicit-any -- tests look into answers of any sort
async function sent({ hooks }: Point, client: HookClientName, event: object, caller = testAgent()): Promise<any> {
  const parsed = parseJson(JSON.stringify(event));
  if (parsed.kind !== "parsed" || !isObject(parsed.value)) throw new Error("no event");
  return await hooks.answer(HOOK_DIALECTS[client], parsed.value, { caller, requestId: "request-1" });
}

/** What the client would do: its reader is written down beside the tests, from what is known of each client. */
async function fate(at: Point, client: HookClientName, event: object): Promise<Fate> {
  const answer = await sent(at, client, event);
  return fateOf(
    client,
    answer.kind === "json"
      ? { code: 0, stdout: JSON.stringify(answer.message), stderr: "" }
      : { code: 2, stdout: "", stderr: answer.reason },
  );
}

function effectsOf({ told }: Point): readonly Pick<Effect, "verb" | "resource">[] {
  return told.acts.flatMap(({ proposal }) => proposal.effects);
}

describe.each(HOOK_CLIENTS)("HookPoint of %s", (client) => {
  it("lets a call go ahead that is allowed, and stops one that is denied", async () => {
    expect(await fate(point(), client, toolEvent(client, "shop", "list", {}))).toBe("goes ahead");
    expect(await fate(point(), client, toolEvent(client, "shop", "drop", {}))).toBe("is stopped");
  });

  it("tells the agent why, and what to do instead", async () => {
    const answer = await sent(point(), client, toolEvent(client, "shop", "drop", {}));
    expect(JSON.stringify(answer)).toContain("dropping is not for agents");
    expect(JSON.stringify(answer)).toContain("Call the tool `archive` instead.");
  });

  it("stops a script of which it is not known what it does, and tells how to get it approved", async () => {
    const at = point();
    expect(await fate(at, client, shellEvent(client, "frobnicate --hard"))).toBe("is stopped");
    const answer = JSON.stringify(await sent(at, client, shellEvent(client, "frobnicate --hard")));
    expect(answer).toMatch(/denied by writ|approval-1/i);
  });

  it.each([
    ["no script", shellEvent(client, null)],
    ["a list for a script", shellEvent(client, ["ls"])],
    ["a script that is too long", shellEvent(client, "x".repeat(300_000))],
    ["no session", { ...shellEvent(client, "ls"), session_id: undefined, conversation_id: undefined }],
    ["a session that is no name", { ...shellEvent(client, "ls"), session_id: "a\nb", conversation_id: "a\nb" }],
    ["a folder that is a number", { ...shellEvent(client, "ls"), cwd: 7 }],
    ["an event without a name", { ...shellEvent(client, "ls"), hook_event_name: undefined }],
    ["an event that nobody knows", { ...shellEvent(client, "ls"), hook_event_name: "BeforeEverything" }],
    ["an event named like a member of every object", { ...shellEvent(client, "ls"), hook_event_name: "constructor" }],
    ["nothing", {}],
  ])("stops an event with %s", async (_, event) => {
    expect(await fate(point(), client, event)).toBe("is stopped");
  });

  it("stops everything when the governor breaks, and reports it", async () => {
    const reported: unknown[] = [];
    const governor = { rule: () => Promise.reject(new Error("broken")) };
    const at = point({ governor, report: (error) => reported.push(error) });
    expect(await fate(at, client, toolEvent(client, "shop", "list", {}))).toBe("is stopped");
    expect(reported).toHaveLength(1);
  });

  it("denies the canary whoever asks, without asking the governor", async () => {
    const at = point();
    expect(await fate(at, client, toolEvent(client, "writ", "canary", {}))).toBe("is stopped");
    expect(at.told.acts).toEqual([]);
  });

  it("takes no token of a person for an agent", async () => {
    const caller = { ...testAgent(), principal: { ...testAgent().principal, kind: "person" } } as const;
    const answer = await sent(point(), client, toolEvent(client, "shop", "list", {}), caller);
    expect(JSON.stringify(answer)).toContain("belongs to none");
  });
});

/** A grant to read `/srv/<name>` on a condition. */
function readingGrant(name: string, condition: string): string {
  return `
---
apiVersion: writ/v1
kind: Grant
metadata: { name: ${name} }
spec:
  principals: { ids: [agent-7] }
  verbs: [read]
  kinds: [File]
  conditions:
    - { name: who, expression: ${JSON.stringify(condition)} }
    - { name: what, expression: "resource.properties.path == '/srv/${name}'" }
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;
}

describe("HookPoint", () => {
  it.each([
    ["Read", { file_path: "src/main.ts" }, "read /work/shop/src/main.ts", true],
    ["Edit", { file_path: "/work/shop/a.ts" }, "update /work/shop/a.ts", true],
    ["Write", { file_path: "/work/shop/../other/a.ts" }, "update /work/other/a.ts", false],
    ["NotebookEdit", { notebook_path: "/etc/x.ipynb" }, "update /etc/x.ipynb", false],
  ])("makes the effect on a file of `%s`", async (tool, args, effect, inWorkspace) => {
    const at = point();
    const becomes = inWorkspace ? "goes ahead" : "is stopped";
    expect(await fate(at, "claude-code", claudeEvent(tool, args))).toBe(becomes);
    expect(effectsOf(at).map(({ verb, resource }) => `${verb} ${resource.id}`)).toEqual([effect]);
    expect(effectsOf(at)).toMatchObject([{ resource: { kind: "File", properties: { inWorkspace } } }]);
  });

  it("reads everything below a folder for a search, also where a pattern leads out of it", async () => {
    const at = point();
    await sent(at, "claude-code", claudeEvent("Glob", { pattern: "/etc/**" }));
    expect(effectsOf(at).map(({ resource }) => resource.id)).toEqual(["/work/shop", "/etc/**"]);
  });

  it("makes an effect on a host of what is fetched, and resolves nothing that is no address", async () => {
    const at = point();
    await sent(at, "claude-code", claudeEvent("WebFetch", { url: "http://169.254.169.254/latest", prompt: "" }));
    await sent(at, "claude-code", claudeEvent("WebFetch", { url: "file:///etc/passwd", prompt: "" }));
    expect(effectsOf(at)).toMatchObject([
      { verb: "read", resource: { kind: "Host", properties: { name: "169.254.169.254", metadata: true, port: 80 } } },
    ]);
    expect(at.told.acts[1]?.proposal.context.unresolved).toMatchObject([{ code: "unread-address" }]);
  });

  it("reads every file of a patch of Codex", async () => {
    const patch =
      "*** Begin Patch\n*** Add File: a.ts\n+x\n*** Update File: b.ts\n*** Move to: /etc/c\n@@\n*** Delete File: d\n*** End Patch";
    const at = point();
    await sent(at, "codex", {
      ...toolEvent("codex", "x", "y", {}),
      tool_name: "apply_patch",
      tool_input: { command: patch },
    });
    expect(effectsOf(at).map(({ verb, resource }) => `${verb} ${resource.id}`)).toEqual([
      "create /work/shop/a.ts",
      "update /work/shop/b.ts",
      "create /etc/c",
      "delete /work/shop/d",
    ]);
  });

  it("asks the person where that is set, the client can and somebody is there", async () => {
    const held = claudeEvent("Bash", { command: "frobnicate" });
    const judged = { effect: "hold", asked: { principal, effects: [], context }, proposal: null, ...NOTHING } as const;
    const ruling: Ruling = { effect: "hold", judged, reasons: [], repair: null, approval: ASKED, signal, settle };
    const asking = point({ holds: "ask", governor: { rule: () => Promise.resolve(ruling) } });
    expect(await fate(asking, "claude-code", held)).toBe("asks the person");
    expect(await fate(asking, "cursor", shellEvent("cursor", "frobnicate"))).toBe("asks the person");
    expect(await fate(asking, "claude-code", { ...held, permission_mode: "bypassPermissions" })).toBe("is stopped");
    expect(await fate(asking, "codex", shellEvent("codex", "frobnicate"))).toBe("is stopped");
  });

  it("tells a sub-agent apart, as a part of the run that was proven", async () => {
    const at = point();
    await sent(at, "claude-code", claudeEvent("mcp__shop__list", {}, { agent_id: "a1", agent_type: "Explore" }));
    expect(at.told.acts[0]?.caller.principal).toMatchObject({
      id: "agent-7",
      attributes: { subAgent: { id: "a1", type: "Explore" } },
    });
  });

  it("lets a sub-agent never do more than its run, and less where a grant says so", async () => {
    const documents =
      DOCUMENTS +
      readingGrant("run", "!has(principal.attributes.subAgent)") +
      readingGrant("part", "principal.attributes.?subAgent.?type.orValue('') == 'Explore'") +
      readingGrant("both", "true");
    const fateOfRead = (name: string, more: object): Promise<Fate> =>
      fate(point({}, documents), "claude-code", claudeEvent("Read", { file_path: `/srv/${name}` }, { ...more }));
    const explore = { agent_id: "a1", agent_type: "Explore" };
    expect(await Promise.all(["run", "part", "both"].map((name) => fateOfRead(name, {})))).toEqual([
      "goes ahead",
      "is stopped",
      "goes ahead",
    ]);
    expect(await Promise.all(["run", "part", "both"].map((name) => fateOfRead(name, explore)))).toEqual([
      "is stopped",
      "is stopped",
      "goes ahead",
    ]);
  });

  it("names the sub-agent that was denied", async () => {
    const event = claudeEvent("Read", { file_path: "/etc/passwd" }, { agent_id: "a1", agent_type: "Explore" });
    expect(JSON.stringify(await sent(point(), "claude-code", event))).toContain("agent-7/Explore/a1");
  });

  it("tells which model a client uses, and that nothing is known of what is sent there", async () => {
    const at = point();
    await sent(at, "gemini", {
      session_id: "run-1",
      cwd: "/work/shop",
      hook_event_name: "BeforeModel",
      llm_request: { model: "gemini-pro" },
    });
    expect(effectsOf(at)).toMatchObject([
      {
        verb: "invoke",
        resource: { kind: "AiModel", id: "google/gemini-pro", properties: { model: "gemini-pro", provider: "google" } },
      },
    ]);
    expect(effectsOf(at)[0]?.resource.properties["holds"]).toBeInstanceOf(Unknown);
  });

  it("shows an approver no secret", async () => {
    const at = point();
    const token = `ghp_${"a1B2".repeat(9)}`;
    await sent(at, "claude-code", claudeEvent("mcp__shop__list", { password: "hunter2", note: `use ${token}` }));
    await sent(at, "claude-code", claudeEvent("Bash", { command: `curl -H 'token: ${token}' x` }));
    const shown = JSON.stringify(at.told.acts.map(({ summary, details }) => [summary, details]));
    expect(shown).not.toContain("hunter2");
    expect(shown).not.toContain(token);
  });

  it("settles a call when its result comes, with what that holds, and redacts it", async () => {
    const at = point();
    const event = claudeEvent("mcp__shop__list", {});
    await sent(at, "claude-code", event);
    const token = `ghp_${"a1B2".repeat(9)}`;
    const after = {
      ...event,
      hook_event_name: "PostToolUse",
      tool_response: { content: [{ text: `a\n${token}\nb` }] },
    };
    const { message } = await sent(at, "claude-code", after);
    const shown = message.hookSpecificOutput.updatedToolOutput.content[0].text;
    expect(shown).toMatch(/^a\n\[redacted: secret\]\nb$/);
    expect(message.hookSpecificOutput.updatedMCPToolOutput).toEqual(message.hookSpecificOutput.updatedToolOutput);
    expect(at.told.settled).toEqual([{ kind: "done", labels: ["secret"] }]);
  });

  it("withholds a result with a secret that belongs to no call", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const event = { ...claudeEvent("mcp__shop__list", {}), hook_event_name: "PostToolUse", tool_response: token };
    expect(JSON.stringify(await sent(point(), "claude-code", event))).toContain("belongs to no call");
  });

  it("withholds a result that is too long to be looked through", async () => {
    const at = point();
    const event = claudeEvent("mcp__shop__list", {});
    await sent(at, "claude-code", event);
    const after = { ...event, hook_event_name: "PostToolUse", tool_response: "word ".repeat(300_000) };
    expect(JSON.stringify(await sent(at, "claude-code", after))).toContain("could not be looked through");
    expect(at.told.settled).toEqual([{ kind: "done", labels: ["uninspected"] }]);
  });

  it("has no objection to a result without anything in it", async () => {
    const event = { ...claudeEvent("mcp__shop__list", {}), hook_event_name: "PostToolUse", tool_response: "fine" };
    expect(await sent(point(), "claude-code", event)).toEqual({ kind: "json", message: {} });
  });
});
