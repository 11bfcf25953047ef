import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { OUTCOMES, type Outcome } from "#core/model";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

/**
 * What a case expects.
 *
 * `verdicts` names, for each resource, what each validation says. It is exact: a verdict that is not listed must be `not-applicable`. Where one
 * resource takes part in two effects (a replacement), its key is `<id> <verb>`.
 */
export interface Expectation {
  readonly effect: "allow" | "hold" | "deny" | null;
  readonly principal: string;
  readonly environment: string | null;
  /** RFC 3339. */
  readonly now: string;
  readonly verdicts: Readonly<Record<string, Readonly<Record<string, Outcome>>>>;
}

const KEYS = ["effect", "principal", "environment", "now", "verdicts"];
const EFFECTS = ["allow", "hold", "deny"] as const;
const DEFAULT_NOW = "2026-01-01T00:00:00Z";

/** Reads `expected.json` or `expected.yaml`; throws a `UsageError` that names the file and what is wrong. */
export function readExpectation(file: string): Expectation {
  const value: unknown = parseFile(file);
  if (!isRecord(value)) throw new UsageError(`\`${file}\` must be a map`);
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key));
  if (unknown !== undefined)
    throw new UsageError(`\`${file}\` has an unknown key \`${unknown}\``, `known keys: ${KEYS.join(", ")}`);
  const effect = value["effect"] ?? null;
  if (effect !== null && !isEffect(effect))
    throw new UsageError(`\`effect\` in \`${file}\` must be one of ${EFFECTS.join(", ")}`);
  return {
    effect,
    principal: textOf(file, "principal", value["principal"]) ?? "pipeline",
    environment: textOf(file, "environment", value["environment"]),
    now: instantOf(file, value["now"]),
    verdicts: readVerdicts(file, value["verdicts"]),
  };
}

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`Cannot read \`${file}\`: ${reasonOf(error)}`);
  }
}

function readVerdicts(file: string, value: unknown): Expectation["verdicts"] {
  if (!isRecord(value))
    throw new UsageError(
      `\`${file}\` has no \`verdicts\``,
      'write `"verdicts": {"<resource>": {"<validation>": "pass"}}`',
    );
  const verdicts: Record<string, Record<string, Outcome>> = {};
  for (const [resource, outcomes] of Object.entries(value)) {
    verdicts[resource] = readOutcomes(file, resource, outcomes);
  }
  return verdicts;
}

function readOutcomes(file: string, resource: string, value: unknown): Record<string, Outcome> {
  if (!isRecord(value))
    throw new UsageError(`The verdicts of \`${resource}\` in \`${file}\` must be a map from validation to outcome`);
  const outcomes: Record<string, Outcome> = {};
  for (const [validation, outcome] of Object.entries(value)) {
    if (!isOutcome(outcome))
      throw new UsageError(`\`${resource}\` / \`${validation}\` in \`${file}\` must be one of ${OUTCOMES.join(", ")}`);
    outcomes[validation] = outcome;
  }
  return outcomes;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEffect(value: unknown): value is (typeof EFFECTS)[number] {
  return EFFECTS.some((effect) => effect === value);
}

function isOutcome(value: unknown): value is Outcome {
  return OUTCOMES.some((outcome) => outcome === value);
}

function textOf(file: string, key: string, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new UsageError(`\`${key}\` in \`${file}\` must be a text`);
  return value;
}

function instantOf(file: string, value: unknown): string {
  const text = textOf(file, "now", value) ?? DEFAULT_NOW;
  if (Number.isNaN(Date.parse(text)))
    throw new UsageError(`\`now\` in \`${file}\` is no instant`, `write it as in \`${DEFAULT_NOW}\``);
  return text;
}
