import { readSource } from "#adapters/sources";
import { loadBundle } from "#core/bundle";
import { compileProgram, decide, type Program } from "#core/decide";
import type { ParsedDocuments } from "#core/documents";
import type { Kinds } from "#core/kinds";
import { Timestamp } from "#core/language";
import type { Outcome } from "#core/model";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../commands/principal.ts";
import type { KindSource } from "./kinds.ts";
import { policyText, type Rule } from "./policy-text.ts";
import { observed, samplesOf, type Sample } from "./samples.ts";

/** What a new policy begins with: one rule, an input that keeps to it and one that does not. */
export interface Starter {
  readonly rule: Rule;
  readonly pass: Sample;
  readonly fail: Sample;
}

const MOST_MAPPINGS = 4;

/**
 * Finds a rule about resources of a kind that real inputs keep and break: about a property that is true or false if trying out the attributes
 * which a mapping reads shows both, else about who owns the resource. Null for a kind that nothing maps. The answers are those of `decide()`.
 */
export function findStarter(kind: KindSource, documents: ParsedDocuments): Starter | null {
  const rules = rulesOf(kind);
  const judge = rules.length === 0 ? null : createJudge(kind, rules, documents);
  const mappings = kind.mappings.toSorted((a, b) => Number(isPlanned(b.types)) - Number(isPlanned(a.types)));
  for (const mapping of judge === null ? [] : mappings.slice(0, MOST_MAPPINGS)) {
    const found = starterAmong(rules, samplesOf(mapping), judge);
    if (found !== null) return found;
  }
  return ownerStarter(kind, documents);
}

function isPlanned([type = ""]: readonly string[]): boolean {
  return type.startsWith("aws_") || type.startsWith("google_") || type.startsWith("azurerm_");
}

const BAD = /public|open|expos|secret|literal|privilege|admin|wildcard|anonymous|plain|legacy|escalat|bypass|disabled/i;

function rulesOf({ properties }: KindSource): readonly Rule[] {
  return Object.entries(properties).flatMap(([name, { type, description }]) => {
    if (type !== "bool") return [];
    const read = `resource.properties.?${name}.orValue(false)`;
    const id = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const isBad = BAD.test(name);
    const message = `${description ?? name}: ${isBad ? "no" : "yes"} is expected`;
    return [{ id: isBad ? `not-${id}` : id, expression: isBad ? `!${read}` : read, message }];
  });
}

type JudgeSample = (sample: Sample) => ReadonlyMap<string, Outcome>;

function createJudge(kind: KindSource, rules: readonly Rule[], documents: ParsedDocuments): JudgeSample | null {
  const text = policyText({ id: "starter", title: "Starter", kind: kind.name, rules });
  const { bundle } = loadBundle([{ file: "policy.yaml", text }], [documents]);
  if (bundle === null) return null;
  const program = compileProgram(bundle);
  return (sample) => judge(program, bundle.kinds, sample);
}

const NOW = new Timestamp(0, 0);

/** What each validation says of the one resource of an input; nothing when it speaks of several. */
function judge(program: Program, kinds: Kinds, { input }: Sample): ReadonlyMap<string, Outcome> {
  const reading = readSource({ file: "input.json", bytes: new TextEncoder().encode(JSON.stringify(input)) });
  const options = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };
  const proposed = proposeReadings(program, kinds, [reading], options);
  const verdicts = proposed.flatMap(({ proposal }) => decide(program, proposal, NOW).verdicts);
  const told = verdicts.filter(({ outcome }) => outcome !== "not-applicable");
  return new Set(told.map(({ effect }) => effect)).size === 1
    ? new Map(told.map(({ validation, outcome }) => [validation, outcome]))
    : new Map();
}

function starterAmong(rules: readonly Rule[], samples: readonly Sample[], judge: JudgeSample | null): Starter | null {
  if (judge === null) return null;
  const judged = samples.map((sample) => ({ sample, outcomes: judge(sample) }));
  for (const rule of rules) {
    const [pass, fail] = (["pass", "fail"] as const).map(
      (wanted) => judged.find(({ outcomes }) => outcomes.get(rule.id) === wanted)?.sample,
    );
    if (pass !== undefined && fail !== undefined) return { rule, pass, fail };
  }
  return null;
}

const OWNED: Rule = {
  id: "has-owner",
  expression: "resource.labels[?'owner'].orValue('') != ''",
  message: "nobody is named as the owner",
};

function ownerStarter(kind: KindSource, documents: ParsedDocuments): Starter | null {
  const judge = createJudge(kind, [OWNED], documents);
  for (const mapping of kind.mappings) {
    const found = starterAmong([OWNED], [observed(mapping, { owner: "shop" }), observed(mapping, {})], judge);
    if (found !== null) return found;
  }
  return null;
}
