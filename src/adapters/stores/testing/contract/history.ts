import { expect, it } from "vitest";
import type { HistoryStore, Store, StoredAct } from "#core/store";

const LONG_AGO = "2000-01-01T00:00:00.000Z";

/** What every store of histories must do; each test has agents of its own. */
export function describeHistory(open: () => Store): void {
  it("gives acts back as they were, the latest first, to everybody in whose history they are", async () => {
    const { history } = open();
    const [own, both] = [act("1", ["h-a"]), act("2", ["h-a", "h-b"], '{"label":"\\u0000 ü"}')];
    expect(await history.append([both, own], null)).toEqual({ kind: "appended" });
    expect((await history.recent(["h-a", "h-b"], LONG_AGO, 9)).acts).toEqual([both, own]);
    expect((await history.recent(["h-b"], LONG_AGO, 9)).acts).toEqual([both]);
    expect((await history.recent(["h-a"], LONG_AGO, 1)).acts).toEqual([both]);
    expect((await history.recent(["h-a"], both.at, 9)).acts).toEqual([both]);
    expect((await history.recent(["h-c"], LONG_AGO, 9)).acts).toEqual([]);
    expect((await history.recent([], LONG_AGO, 9)).acts).toEqual([]);
  });

  it("keeps the first of two acts with one id", async () => {
    const { history } = open();
    const first = act("1", ["twice"]);
    await history.append([first], null);
    const { heads } = await history.recent(["twice"], LONG_AGO, 9);
    expect(await history.append([{ ...first, act: "{}" }], heads)).toEqual({ kind: "appended" });
    expect((await history.recent(["twice"], LONG_AGO, 9)).acts).toEqual([first]);
  });

  it("adds after the act that was seen, or not at all", async () => {
    const { history } = open();
    const none = await history.recent(["seen-a", "seen-b"], LONG_AGO, 9);
    expect(await history.append([act("1", ["seen-a", "seen-b"])], none.heads)).toEqual({ kind: "appended" });
    expect(await history.append([act("2", ["seen-a"])], none.heads)).toEqual({ kind: "conflict" });
    const one = await history.recent(["seen-a"], LONG_AGO, 9);
    expect(await history.append([act("3", ["seen-a"])], one.heads)).toEqual({ kind: "appended" });
    expect(await history.append([act("4", ["seen-b", "seen-a"])], one.heads)).toEqual({ kind: "conflict" });
    expect(ids((await history.recent(["seen-a", "seen-b"], LONG_AGO, 9)).acts)).toEqual(["3", "1"]);
  });

  it("lets one of all succeed who add after the same act at once", async () => {
    const { history } = open();
    const { heads } = await history.recent(["race"], LONG_AGO, 9);
    const added = await Promise.all(
      Array.from({ length: 6 }, (_, at) => history.append([act(`${at}`, ["race"])], heads)),
    );
    expect(added.filter(({ kind }) => kind === "appended")).toHaveLength(1);
    expect((await history.recent(["race"], LONG_AGO, 9)).acts).toHaveLength(1);
  });

  it("says more of acts that are there, and of no others", async () => {
    const { history } = open();
    const [one, other, left] = [act("1", ["more-a", "more-b"]), act("2", ["more-b"]), act("3", ["more-a"])];
    await history.append([one, other, left], null);
    const changed = [
      { ...one, act: "{}" },
      { ...other, act: "[]" },
    ];
    await history.amend([...changed, { ...one, id: idOf("9") }]);
    await history.amend([]);
    expect((await history.recent(["more-a", "more-b"], LONG_AGO, 9)).acts).toEqual([left, ...changed.toReversed()]);
  });

  it("adds many acts of one agent at once, and knows the last", async () => {
    const { history } = open();
    const many = Array.from({ length: 1200 }, (_, at) => ({
      ...act("1", ["busy"]),
      id: idOf(`${at}`.padStart(4, "0")),
    }));
    await history.append(many, null);
    const { acts, heads } = await history.recent(["busy"], LONG_AGO, 2);
    expect(acts).toEqual([many[1199], many[1198]]);
    expect(heads.get("busy")).toBe(many[1199]?.id);
  });

  it("forgets what is old, and of an agent all but the latest", async () => {
    const { history } = open();
    await prepared(history);
    await history.prune({ before: "2001-01-01T00:00:00.000Z", agents: ["many"], most: 2 });
    expect(ids((await history.recent(["many"], LONG_AGO, 9)).acts)).toEqual(["4", "3"]);
    expect(ids((await history.recent(["few"], LONG_AGO, 9)).acts)).toEqual(["5"]);
  });
}

async function prepared(history: HistoryStore): Promise<void> {
  const old = { ...act("0", ["few"]), at: "2000-06-01T00:00:00.000Z" };
  const many = ["1", "2", "3", "4"].map((id) => act(id, ["many"]));
  await history.append([old, ...many, act("5", ["few"])], null);
}

function act(id: string, agents: readonly string[], text = '{"verb":"delete"}'): StoredAct {
  return { id: idOf(id), agents, at: `2026-03-01T10:0${id}:00.000Z`, act: text };
}

function idOf(id: string): string {
  return `00000000-0000-7000-8000-${id.padStart(12, "0")}`;
}

function ids(acts: readonly StoredAct[]): readonly string[] {
  return acts.map(({ id }) => id.slice(-1));
}
