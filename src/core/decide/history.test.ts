import { describe, expect, it } from "vitest";
import { Duration } from "#core/language";
import { decide, digestProposal } from "./index.ts";
import { grant, policy } from "./testing/documents.ts";
import { programOf } from "./testing/load.ts";
import { creation, NOW, proposalBy } from "./testing/proposal.ts";
import { effectsOf, historyOf, labelsOf, readAct, writeAct, type Past, type RememberedAct } from "#core/history";

const MINUTE = 60_000;
const NOW_MS = NOW.seconds * 1000;

function act(changes: Partial<RememberedAct> = {}): RememberedAct {
  const effects = [{ verb: "delete", kind: "ObjectStore", type: "aws_s3_bucket", id: "store-1" }];
  const rest = { labels: [], carried: [], tokens: 10, microUsd: 5, destroyed: 1, isPartial: false };
  return { agent: "agent-1", session: "s-1", tool: "shop/drop", effect: "allow", effects, ...rest, ...changes };
}

/** A past in which the acts were one minute after the other, the first one a minute ago. */
function past(acts: readonly Partial<RememberedAct>[], changes: Partial<Past> = {}): Past {
  const dated = acts.map((one, at) => ({ id: `act-${at}`, atMs: NOW_MS - (at + 1) * MINUTE, act: act(one) }));
  return { acts: dated, knownSinceMs: NOW_MS - 1440 * MINUTE, last: null, session: "s-1", nowMs: NOW_MS, ...changes };
}

function outcome(expression: string, history?: Past): string | undefined {
  const program = programOf([policy({ must: [expression] }), grant("all")]);
  const context = history === undefined ? {} : { history: historyOf(history) };
  return decide(program, proposalBy("agent", { context }), NOW).verdicts[0]?.outcome;
}

describe("history in expressions", () => {
  const four = past([{}, { effect: "deny" }, { session: "s-2", labels: ["secret"] }, { effects: [] }]);

  it.each([
    ["history.within(duration('90s')).size() == 1", "pass"],
    ["history.within(duration('2m')).size() == 2", "pass"],
    ["history.within(duration('3m')).filter(e, e.verb == 'delete' && e.effect == 'allow').size() == 2", "pass"],
    ["history.within(duration('3m')).exists(e, e.sameSession && e.effect == 'deny')", "pass"],
    ["history.within(duration('3m')).exists(e, !e.sameSession && 'secret' in e.labels)", "pass"],
    ["history.within(duration('3m')).map(e, e.tokens).sum() == 30", "pass"],
    ["history.within(duration('3m')).all(e, e.tool == 'shop/drop' && e.age >= duration('1m') && e.at < now)", "pass"],
    ["history.within(duration('0s')).size() == 0", "pass"],
    ["history.within(duration('-1h')).size() == 0", "pass"],
    ["history.labels == []", "pass"],
  ])("%s: %s", (expression, expected) => {
    expect(outcome(expression, four)).toBe(expected);
  });

  it("does not know what an act did that could not be told, but knows the rest of it", () => {
    expect(outcome("!history.within(duration('5m')).exists(e, e.verb == 'create')", four)).toBe("unknown");
    expect(outcome("history.within(duration('5m')).filter(e, e.verb == 'create').size() < 5", four)).toBe("unknown");
    expect(outcome("history.within(duration('5m')).exists(e, e.verb == 'delete')", four)).toBe("pass");
    expect(outcome("history.within(duration('5m')).all(e, e.agent == 'agent-1')", four)).toBe("pass");
  });

  it("does not know what was before all that is remembered", () => {
    const cut = past([{}, {}, {}], { knownSinceMs: NOW_MS - 2.5 * MINUTE });
    expect(outcome("history.within(duration('2m')).size() == 2", cut)).toBe("pass");
    expect(outcome("history.within(duration('3m')).size() < 100", cut)).toBe("unknown");
  });

  it("does not know what was destroyed where nobody could count it", () => {
    const one = past([{ destroyed: null }]);
    expect(outcome("history.within(duration('5m')).map(e, e.destroyed).sum() < 5", one)).toBe("unknown");
  });

  it("knows no past where nobody keeps one, and holds an agent there", () => {
    const program = programOf([policy({ must: ["history.within(duration('1h')).size() < 5"] }), grant("all")]);
    const decision = decide(program, proposalBy("agent"), NOW);
    expect(decision.effect).toBe("hold");
    expect(decision.reasons[0]?.message).toContain("`history` was not observed");
    expect(outcome("!('secret' in history.labels)")).toBe("unknown");
  });

  it("never lets what is not known of the past grant", () => {
    const conditions = [{ name: "few", expression: "history.within(duration('1h')).size() < 5" }];
    const program = programOf([policy({ must: ["true"] }), grant("few", { conditions })]);
    expect(decide(program, proposalBy("agent"), NOW).effect).toBe("deny");
    const context = { history: historyOf(past([{}])) };
    expect(decide(program, proposalBy("agent", { context }), NOW).effect).toBe("allow");
  });

  it.each([
    ["the events without saying how far back", "history.exists(e, true)"],
    ["a field that events do not have", "history.within(duration('1h')).exists(e, e.verbs == 'x')"],
    ["a type that a field is not of", "history.within(duration('1h')).exists(e, e.verb == 1)"],
    ["a window that is no duration", "history.within('1h').size() == 0"],
    ["what stands beside the events", "history.knownFor == duration('1h')"],
  ])("is refused at load with %s", (_, expression) => {
    expect(() => programOf([policy({ must: [expression] })])).toThrow();
  });

  it("is no part of what a digest covers", () => {
    const plain = proposalBy("agent");
    const withPast = proposalBy("agent", { context: { history: historyOf(four) } });
    expect(digestProposal(withPast)).toBe(digestProposal(plain));
  });
});

describe("historyOf()", () => {
  it("carries labels of the session from what is no longer remembered act by act", () => {
    const acts = [{ labels: ["a"] }, { labels: ["b"], carried: ["c"] }, { session: "s-2", labels: ["d"] }];
    const last = act({ labels: ["e"], carried: ["f"] });
    expect(historyOf(past(acts, { last }))["labels"]).toEqual(["a", "b", "c", "e", "f"]);
  });

  it("knows for no time what begins later than now", () => {
    expect(historyOf(past([], { knownSinceMs: NOW_MS + 1 }))["knownFor"]).toEqual(new Duration(0n));
  });
});

describe("effectsOf()", () => {
  it("remembers the first of many effects, and that there were more", () => {
    const effects = Array.from({ length: 65 }, () => creation());
    const { effects: kept, isPartial } = effectsOf(proposalBy("agent", { effects }));
    expect([kept.length, isPartial]).toEqual([64, true]);
    expect(effectsOf(proposalBy("agent"))).toEqual({
      effects: [{ verb: "create", kind: "ObjectStore", type: "aws_s3_bucket", id: "store-1" }],
      isPartial: false,
    });
  });

  it("remembers that something was not resolved", () => {
    const unresolved = [{ code: "x", message: "y", source: { file: "", address: "", path: [] } }];
    expect(effectsOf(proposalBy("agent", { context: { unresolved } })).isPartial).toBe(true);
  });
});

describe("writeAct() and readAct()", () => {
  it("give an act back as it was", () => {
    const one = act({ tool: null, destroyed: null, labels: ["\u0000 ü"], isPartial: true });
    expect(readAct(writeAct(one))).toEqual(one);
  });
});

describe("labelsOf()", () => {
  it("keeps each once and not more than can be looked through", () => {
    expect(labelsOf(["b", "a", "b"])).toEqual(["a", "b"]);
    expect(labelsOf(Array.from({ length: 200 }, (_, at) => `label-${at}`))).toHaveLength(64);
  });
});
