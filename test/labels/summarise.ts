import { compareLabels, type Comparison } from "./compare.ts";
import { createJudge } from "./judge.ts";
import { readLabels } from "./read-labels.ts";
import { CLASSES, readQuestions, type DifferenceClass, type Question } from "./read-questions.ts";
import type { Summary } from "./render-page.ts";

/** Everything that the labels tell of the shipped library. */
export interface LabelReport {
  /** Every validation of the library. */
  readonly rules: ReadonlySet<string>;
  readonly questions: ReadonlyMap<string, Question>;
  readonly comparisons: readonly Comparison[];
  readonly summary: Summary;
}

/** Compares all labels by `questions.yaml`. */
export function compareAll(): LabelReport {
  const { labels, unreadable } = readLabels();
  const questions = readQuestions();
  const judge = createJudge();
  const comparisons = compareLabels(judge, questions, labels);
  const unasked = labels.filter(({ check }) => !questions.has(check));
  const summary = {
    checks: countChecks(comparisons.map(({ label }) => label)),
    compared: comparisons.length,
    agree: comparisons.filter(({ agrees }) => agrees).length,
    quiet: comparisons.filter(({ agrees, ours }) => agrees && ours === "quiet").length,
    byClass: countClasses(comparisons),
    unasked: { checks: countChecks(unasked), labels: unasked.length },
    unreadable: unreadable.length,
  };
  return { rules: judge.rules, questions, comparisons, summary };
}

function countChecks(labels: readonly { readonly check: string }[]): number {
  return new Set(labels.map(({ check }) => check)).size;
}

function countClasses(comparisons: readonly Comparison[]): ReadonlyMap<DifferenceClass, number> {
  const countOf = (wanted: DifferenceClass): number =>
    comparisons.filter(({ difference }) => difference?.class === wanted).length;
  return new Map(CLASSES.map((one) => [one, countOf(one)]));
}
