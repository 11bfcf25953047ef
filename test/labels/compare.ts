import { worstOf } from "../parity/worst-of.ts";
import { withoutKeys, type Judge, type Judged } from "./judge.ts";
import { readFixture } from "./read-fixture.ts";
import type { Fixture, Label } from "./read-labels.ts";
import type { Difference, Question } from "./read-questions.ts";

/** One label beside our answer to the same question. */
export interface Comparison {
  readonly label: Label;
  /**
   * An outcome; `quiet` where a resource is of a kind of ours and none of the validations applies to it, `unmapped` where no kind maps its
   * type, and `absent` where the fixture holds no such resource.
   */
  readonly ours: string;
  readonly agrees: boolean;
  /** The listed difference that tells of the label. */
  readonly difference: Difference | null;
}

/** Answers every label of the checks that ask what validations of ours ask. Every fixture is read once. */
export function compareLabels(
  judge: Judge,
  questions: ReadonlyMap<string, Question>,
  labels: readonly Label[],
): readonly Comparison[] {
  const judged = new Map<string, readonly (readonly Judged[])[]>();
  const judgeFixture = (fixture: Fixture): readonly (readonly Judged[])[] => {
    const key = `${fixture.plan ?? ""} ${fixture.path ?? ""} ${fixture.text}`;
    const known = judged.get(key) ?? readFixture(fixture).map((readings) => judge.judge(readings));
    judged.set(key, known);
    return known;
  };
  return labels.flatMap((label) => {
    const question = questions.get(label.check);
    if (question === undefined) return [];
    const ours = answer(question, label, judgeFixture(label.fixture));
    const difference = question.differences.find(({ at }) => at.includes(label.at)) ?? null;
    return [
      { label, ours, agrees: ours === label.expected || (ours === "quiet" && label.expected === "pass"), difference },
    ];
  });
}

/** The answer of the first way of reading a fixture that knows one. */
function answer(question: Question, label: Label, ways: readonly (readonly Judged[])[]): string {
  if (label.at.startsWith("*")) return answerForAll(question, label, ways[0] ?? []);
  const answers = ways.flatMap((all) => {
    const own = instancesOf(label.at, all);
    return own.length > 0 ? [answerFor(question, own, all)] : [];
  });
  return answers.find((one) => one !== "unknown") ?? answers[0] ?? "absent";
}

/** The resource of an address, or all its instances where the address names none of them. */
function instancesOf(address: string, all: readonly Judged[]): readonly Judged[] {
  const exact = all.filter((one) => one.address === address);
  return exact.length > 0 ? exact : all.filter((one) => withoutKeys(one.address) === withoutKeys(address));
}

function answerFor(question: Question, own: readonly Judged[], all: readonly Judged[]): string {
  const outcomes = outcomesOf(question, own);
  if (outcomes.length > 0) return worstOf(outcomes);
  const joined = question.joined
    ? all.filter(({ address }) => own.some((one) => one.joined.has(withoutKeys(address))))
    : [];
  const further = outcomesOf(question, joined);
  if (further.length > 0) return worstOf(further);
  return [...own, ...joined].some(({ isMapped }) => isMapped) ? "quiet" : "unmapped";
}

function answerForAll(question: Question, label: Label, all: readonly Judged[]): string {
  if (label.fixture.path === null) return answerFor(question, all, all);
  const each = all.map((one) => outcomesOf(question, [one])).filter((outcomes) => outcomes.length > 0);
  const failed = each.filter((outcomes) => worstOf(outcomes) !== "pass").length;
  return `${each.length - failed} pass, ${failed} fail`;
}

function outcomesOf({ asks }: Question, resources: readonly Judged[]): readonly ReturnType<typeof worstOf>[] {
  return resources.flatMap(({ outcomes }) => asks.flatMap((rule) => outcomes.get(rule) ?? []));
}
