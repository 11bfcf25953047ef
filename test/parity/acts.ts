import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { OUTCOMES, type Outcome } from "#core/model";
import { EXPRESSIONS, type Expression } from "./expressions.ts";

/** What the validations of a policy say of an act. */
export type Outcomes = Readonly<Record<string, Outcome>>;

/** One act: what is done, what is said of it whatever it is expressed in, and the files that express it. */
export interface Act {
  readonly name: string;
  readonly title: string;
  readonly control: string;
  /** What is done, in words. */
  readonly act: string;
  /** The kinds of the resources that are judged, `*` for any; others only take part. */
  readonly judged: readonly string[];
  /** By policy. */
  readonly verdicts: Readonly<Record<string, Outcomes>>;
  readonly expressions: readonly Expression[];
}

const ROOT = join(import.meta.dirname, "../../spec/parity");
const KEYS = ["title", "control", "act", "judged", "verdicts"];

/** The path of a file of an act. */
export function pathOf(act: string, file: string): string {
  return join(ROOT, act, file);
}

/** Every act of `spec/parity`, in the order of names; throws with the file and the key when one is not written as its README says. */
export function readActs(): readonly Act[] {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => readAct(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readAct(name: string): Act {
  const value: unknown = parse(readFileSync(pathOf(name, "act.yaml"), "utf8"));
  const act = recordOf(name, "the document", value);
  const stranger = Object.keys(act).find((key) => !KEYS.includes(key));
  if (stranger !== undefined) throw wrong(name, `the key \`${stranger}\` is none of ${KEYS.join(", ")}`);
  const verdicts = Object.entries(recordOf(name, "`verdicts`", act["verdicts"]));
  return {
    name,
    title: textOf(name, "title", act["title"]),
    control: textOf(name, "control", act["control"]),
    act: textOf(name, "act", act["act"]),
    judged: kindsOf(name, act["judged"]),
    verdicts: Object.fromEntries(verdicts.map(([policy, outcomes]) => [policy, outcomesOf(name, policy, outcomes)])),
    expressions: expressionsOf(name),
  };
}

function expressionsOf(name: string): readonly Expression[] {
  const files = readdirSync(pathOf(name, "")).filter((file) => file !== "act.yaml");
  const stranger = files.find((file) => !EXPRESSIONS.some((one) => one.file === file));
  if (stranger !== undefined) throw wrong(name, `no expression is called \`${stranger}\``);
  return EXPRESSIONS.filter(({ file }) => files.includes(file));
}

function outcomesOf(name: string, policy: string, value: unknown): Outcomes {
  const outcomes = Object.entries(recordOf(name, `\`verdicts.${policy}\``, value));
  return Object.fromEntries(outcomes.map(([validation, outcome]) => [validation, outcomeOf(name, outcome)]));
}

function outcomeOf(name: string, value: unknown): Outcome {
  const outcome = OUTCOMES.find((one) => one === value);
  if (outcome === undefined) throw wrong(name, `\`${String(value)}\` is none of ${OUTCOMES.join(", ")}`);
  return outcome;
}

function kindsOf(name: string, value: unknown): readonly string[] {
  const kinds: readonly unknown[] = Array.isArray(value) ? value : [];
  if (kinds.length === 0) throw wrong(name, "`judged` must be a list of kinds");
  return kinds.map((kind) => textOf(name, "judged", kind));
}

function textOf(name: string, key: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw wrong(name, `\`${key}\` must be a text`);
  return value;
}

function recordOf(name: string, what: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(name, `${what} must be a map`);
  return Object.fromEntries(Object.entries(value));
}

function wrong(name: string, what: string): Error {
  return new Error(`Cannot read \`spec/parity/${name}\`: ${what}`);
}
