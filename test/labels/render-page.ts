import type { Comparison } from "./compare.ts";
import { CLASSES, type DifferenceClass } from "./read-questions.ts";

/** What was compared, in numbers. */
export interface Summary {
  readonly checks: number;
  readonly compared: number;
  readonly agree: number;
  /** Those of them where the label is `pass` and no validation that is asked applies. */
  readonly quiet: number;
  readonly byClass: ReadonlyMap<DifferenceClass, number>;
  /** Checks with labels that ask something that no validation asks, and their labels. */
  readonly unasked: { readonly checks: number; readonly labels: number };
  /** Entries without a label that can be read. */
  readonly unreadable: number;
}

const MEANING: Readonly<Record<DifferenceClass, string>> = {
  "theirs-wrong": "the label contradicts what the provider does",
  "other-intent": "the same place is looked at with another question in mind",
  stricter: "ours refuses more, on purpose",
  narrower: "ours does not speak of this type or this case",
  "needs-plan": "the value is known only after a plan or an apply",
  "not-in-input": "the fixture does not hold what the answer depends on",
  "ours-wrong": "ours ought to give the answer of the label, and does not yet",
};
const EXAMPLES = 4;

/** One line for whoever runs the tests. */
export function summaryLine({ checks, compared, agree, quiet, byClass, unasked, unreadable }: Summary): string {
  const classes = CLASSES.map((one) => `${byClass.get(one)} ${one}`).join(", ");
  return (
    `labels of other checks: ${compared} labels of ${checks} checks compared, ${agree} agree (${percent(agree, compared)}, ${quiet} by silence); ${classes}; ` +
    `${unasked.labels} labels of ${unasked.checks} checks ask what no control asks; ${unreadable} entries not readable`
  );
}

/** `docs/labels.md`: the numbers, and the classes of differences with examples. */
export function renderPage(summary: Summary, comparisons: readonly Comparison[]): string {
  const { checks, compared, agree, quiet, byClass, unasked, unreadable } = summary;
  const rows = CLASSES.map((one) => `| ${one} | ${byClass.get(one)} | ${MEANING[one]} |`);
  return `# Labels of others

Other projects' checks come with fixtures whose resources are labelled: this one passes, that one fails. \`test/labels.test.ts\` judges the
labelled resources by the shipped library and compares, wherever a check asks what validations of ours ask (\`test/labels/questions.yaml\` says
which). Every resource is judged as one of production with confidential data, since those checks know no such classes. A difference fails the test
unless it is listed with its class and reason, and a listed one must still differ. The fixtures are Checkov's; they are not part of this
repository, and without them the test is skipped. \`npm run labels-page\` writes this page.

- ${compared} labels of ${checks} checks are compared, and ${agree} agree (${percent(agree, compared)}); in ${quiet} of these the
  label is pass and none of the validations applies.
- ${unasked.labels} labels of ${unasked.checks} further checks ask something that no control asks, or ask it of types that none speaks of.
- ${unreadable} entries of the index hold no label that can be read: they name no resource, no count or no fixture.

| difference | labels | meaning |
| --- | --- | --- |
${rows.join("\n")}

${CLASSES.map((one) => examplesOf(one, comparisons)).join("")}`
    .trimEnd()
    .concat("\n");
}

function examplesOf(wanted: DifferenceClass, comparisons: readonly Comparison[]): string {
  const own = comparisons.filter(({ difference }) => difference?.class === wanted);
  const byReason = Map.groupBy(own, ({ difference }) => difference?.why ?? "");
  const largest = [...byReason.values()].toSorted((a, b) => b.length - a.length).slice(0, EXAMPLES);
  const lines = largest.flatMap(([first]) => (first === undefined ? [] : [exampleOf(first)]));
  return lines.length === 0 ? "" : `## ${wanted}\n\n${lines.join("\n")}\n\n`;
}

function exampleOf({ label, ours, difference }: Comparison): string {
  return `- ${label.check}, \`${label.at}\`: labelled ${label.expected}, ours ${ours}. ${difference?.why ?? ""}`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
