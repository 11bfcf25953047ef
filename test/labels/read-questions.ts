import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { recordOf, textOf, textsOf } from "./fields.ts";

/** Why a label and our answer differ. */
export const CLASSES = [
  "theirs-wrong",
  "other-intent",
  "stricter",
  "narrower",
  "needs-plan",
  "not-in-input",
  "ours-wrong",
] as const;

export type DifferenceClass = (typeof CLASSES)[number];

/** Labels whose answer is known to differ. */
export interface Difference {
  /** The addresses of the labels. */
  readonly at: readonly string[];
  readonly ours: string;
  readonly class: DifferenceClass;
  readonly why: string;
}

/** What a check of another project asks, in our words. */
export interface Question {
  readonly check: string;
  /** The validations that together ask the same, as `policy/validation`. */
  readonly asks: readonly string[];
  /** Whether the answer lies at a resource that the labelled one refers to, or that refers to it, where it has none itself. */
  readonly joined: boolean;
  readonly differences: readonly Difference[];
}

const FILE = join(import.meta.dirname, "questions.yaml");
const KEYS: ReadonlySet<string> = new Set(["asks", "joined", "differences"]);

/** Reads `questions.yaml`, by check; throws with the check and the key when it is not written as the other entries are. */
export function readQuestions(): ReadonlyMap<string, Question> {
  const checks = Object.entries(recordOf(FILE, parse(readFileSync(FILE, "utf8"))));
  return new Map(checks.map(([check, value]) => [check, readQuestion(check, recordOf(check, value))]));
}

function readQuestion(check: string, fields: Readonly<Record<string, unknown>>): Question {
  const stranger = Object.keys(fields).find((key) => !KEYS.has(key));
  if (stranger !== undefined) throw new Error(`Cannot read \`${check}\`: \`${stranger}\` is not a key of a question`);
  const asks = textsOf(fields["asks"]);
  if (asks.length === 0) throw new Error(`Cannot read \`${check}\`: \`asks\` must name a validation`);
  const differences: readonly unknown[] = Array.isArray(fields["differences"]) ? fields["differences"] : [];
  return {
    check,
    asks,
    joined: fields["joined"] === true,
    differences: differences.map((one) => readDifference(check, recordOf(check, one))),
  };
}

function readDifference(check: string, fields: Readonly<Record<string, unknown>>): Difference {
  const named = textOf(check, "class", fields["class"]);
  const known = CLASSES.find((one) => one === named);
  if (known === undefined) throw new Error(`Cannot read \`${check}\`: \`${named}\` is none of ${CLASSES.join(", ")}`);
  return {
    at: textsOf(fields["at"]),
    ours: textOf(check, "ours", fields["ours"]),
    class: known,
    why: textOf(check, "why", fields["why"]),
  };
}
