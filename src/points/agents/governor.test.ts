import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { Governor, type GovernorPorts, type Settlement } from "./index.ts";
import { testAgent, toolCall } from "./testing/act.ts";
import { agentPorts } from "./testing/ports.ts";

type Changes = Parameters<typeof agentPorts>[0];

function rule(name: string, changes: Changes = {}): ReturnType<Governor["rule"]> {
  return new Governor(agentPorts(changes)).rule(toolCall(name));
}

function codes(reasons: readonly { readonly code: string }[]): readonly string[] {
  return reasons.map(({ code }) => code);
}

/** What happens to the reservations and in the history, as it happens. */
function listening(): { readonly heard: string[]; readonly ports: Pick<GovernorPorts, "budgets" | "history"> } {
  const heard: string[] = [];
  const settle = (who: string) => (settlement: Settlement) => {
    heard.push(`${who} ${settlement.kind}`);
    return Promise.resolve();
  };
  return {
    heard,
    ports: {
      budgets: {
        reserve: () => Promise.resolve({ kind: "reserved", reservation: { settle: settle("budget") } }),
      },
      history: {
        recall: ({ proposal }) =>
          Promise.resolve({
            proposal,
            add: (effect) => {
              heard.push(`history ${effect}`);
              return Promise.resolve();
            },
            settle: settle("history"),
            close: () => heard.push("closed"),
          }),
      },
    },
  };
}

const usedUp = (): Promise<never> => Promise.reject(new Error("used up"));
const NEVER: GovernorPorts["holds"] = { release: usedUp, ask: usedUp };

const broken = (): never => {
  throw new Error("a bug");
};
const away = (): Promise<never> => Promise.reject(new UnavailableError("away", "The store is away"));

describe("Governor", () => {
  it("allows what is granted and stands against nothing, and settles it once", async () => {
    const { heard, ports } = listening();
    const ruling = await rule("list", ports);
    expect(ruling).toMatchObject({ effect: "allow", reasons: [], repair: null, approval: null });
    expect(ruling.signal.aborted).toBe(false);
    await ruling.settle({ kind: "done" });
    await ruling.settle({ kind: "failed" });
    expect(heard).toEqual(["history allow", "closed", "budget done", "history done"]);
  });

  it("denies what a policy stands against, and tells how to mend it", async () => {
    const { heard, ports } = listening();
    const ruling = await rule("drop", ports);
    expect(ruling).toMatchObject({ effect: "deny", repair: { text: "Call the tool `archive` instead.", patch: null } });
    expect(ruling.reasons[0]?.message).toContain("dropping is not for agents");
    await ruling.settle({ kind: "done" });
    expect(heard).toEqual(["history deny", "closed"]);
  });

  it("denies an agent that nothing is granted to", async () => {
    const ruling = await new Governor(agentPorts()).rule(toolCall("list", { caller: testAgent("agent-8") }));
    expect(ruling.effect).toBe("deny");
    expect(codes(ruling.reasons)).toEqual(["no-grant"]);
  });

  it("holds what needs an approval, asks for it, and gives back what was reserved", async () => {
    const { heard, ports } = listening();
    const asked = { id: "request", url: "http://localhost/approvals/request", expiresAt: "2026-07-01T00:00:00Z" };
    const holds = {
      release: () => Promise.resolve(null),
      ask: () => Promise.resolve({ kind: "asked", asked } as const),
    };
    const ruling = await rule("restart", { ...ports, holds });
    expect(ruling).toMatchObject({ effect: "hold", approval: asked });
    expect(codes(ruling.reasons)).toEqual(["approval-required"]);
    expect(heard).toEqual(["history hold", "budget unsent", "closed"]);
  });

  it("lets go what is held once its approval was used up, and records by which", async () => {
    const approvals: unknown[] = [];
    const ruling = await rule("restart", {
      holds: {
        release: () => Promise.resolve({ approval: "approval-1" }),
        ask: () => Promise.reject(new Error("asked")),
      },
      record: ({ about }) => {
        approvals.push(about?.approval);
        return Promise.resolve();
      },
    });
    expect(ruling).toMatchObject({ effect: "allow", reasons: [] });
    expect(approvals).toEqual(["approval-1"]);
  });

  it("asks for no approval of what is denied", async () => {
    const ruling = await rule("drop", { holds: NEVER });
    expect(ruling.effect).toBe("deny");
  });

  it("uses up no approval for what no budget is left for", async () => {
    const ruling = await rule("restart", {
      budgets: {
        reserve: () => Promise.resolve({ kind: "exceeded", objection: { code: "budget", message: "None left" } }),
      },
      holds: NEVER,
    });
    expect(codes(ruling.reasons)).toEqual(["budget", "approval-required"]);
  });

  it.each<[string, Changes, string]>([
    [
      "it was stopped",
      { stops: { ...agentPorts().stops, stopped: () => ({ code: "stopped", message: "By ada" }) } },
      "stopped",
    ],
    [
      "its registration objects",
      { register: { objection: () => ({ code: "tool-not-listed", message: "Not its tool" }) } },
      "tool-not-listed",
    ],
    ["nobody may be asked", {}, "no-approvals"],
  ])("denies when %s", async (_, changes, code) => {
    const ruling = await rule("restart", changes);
    expect(ruling.effect).toBe("deny");
    expect(ruling.reasons[0]?.code).toBe(code);
  });

  const idle = { settle: () => Promise.resolve() };
  it.each<[string, Changes, string]>([
    ["stops", { stops: { stopped: broken, begin: broken } }, "internal-error"],
    ["the register", { register: { objection: broken } }, "internal-error"],
    ["the history", { history: { recall: away } }, "unavailable"],
    [
      "what is kept of the history",
      {
        history: {
          recall: ({ proposal }) => Promise.resolve({ ...idle, proposal, add: away, close: () => undefined }),
        },
      },
      "unavailable",
    ],
    ["budgets", { budgets: { reserve: away } }, "unavailable"],
    ["approvals", { holds: { release: away, ask: away } }, "unavailable"],
    ["requests for approval", { holds: { release: () => Promise.resolve(null), ask: away } }, "unavailable"],
    ["evidence", { record: away }, "evidence-unavailable"],
  ])("INVARIANT (agents-fail-closed): denies when %s fails", async (_, changes, code) => {
    const { heard, ports } = listening();
    const ruling = await rule("restart", { ...ports, report: () => undefined, ...changes });
    expect(ruling.effect).toBe("deny");
    expect(codes(ruling.reasons)).toContain(code);
    expect(heard).not.toContain("history allow");
    expect(heard.filter((one) => one.startsWith("budget"))).not.toContain("budget done");
  });

  it("ends the signal of an act that goes no further", async () => {
    const over: string[] = [];
    const stops: GovernorPorts["stops"] = {
      stopped: () => null,
      begin: () => ({ signal: new AbortController().signal, over: () => over.push("over") }),
    };
    await rule("drop", { stops });
    expect(over).toEqual(["over"]);
    const ruling = await rule("list", { stops });
    expect(over).toEqual(["over"]);
    await ruling.settle({ kind: "done" });
    expect(over).toEqual(["over", "over"]);
  });
});
