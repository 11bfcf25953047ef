import { alternatives, answer, nameOf, type Clause, type Condition } from "../conditions/index.ts";
import { encode } from "./encode.ts";
import type { ApiCall, Told } from "./facts/index.ts";
import type { ConditionBlock, Statement } from "./statement.ts";
import { pathIn, toldQuestion, type Asked, type Questioned } from "./told-by.ts";

/** What of a violation a call can be denied for. */
export interface Denials {
  readonly statements: readonly Statement[];
  /** Why some cases of it are not among them. */
  readonly lost: readonly string[];
  /** Where the statements deny more or less than the violation. */
  readonly differences: readonly string[];
}

/** The cases of a violation in which a call must not succeed, as statements. */
export function denialsOf(violation: Condition, asked: Asked): Denials {
  const results = alternatives(violation).map((clause) => ofClause(clause, asked));
  return {
    statements: results.flatMap((one) => (one.kind === "denied" ? one.statements : [])),
    lost: unique(results.flatMap((one) => (one.kind === "lost" ? [one.reason] : []))),
    differences: unique(results.flatMap((one) => (one.kind === "denied" ? one.differences : []))),
  };
}

/** `idle` is a case that the call cannot bring about. */
type ClauseResult =
  | { readonly kind: "denied"; readonly statements: readonly Statement[]; readonly differences: readonly string[] }
  | { readonly kind: "lost"; readonly reason: string }
  | { readonly kind: "idle" };

type Key = Extract<Told, { readonly kind: "key" }>;

const IDLE: ClauseResult = { kind: "idle" };

function ofClause(clause: Clause, asked: Asked): ClauseResult {
  const questions = clause.flatMap(({ holds, of }): readonly Questioned[] => {
    if (of.kind !== "test") return [];
    return [toldQuestion({ attribute: of.attribute, test: of.test, holds }, asked)];
  });
  if (questions.some(({ told }) => isTold(told, "elsewhere")) || !isBroughtAbout(questions, asked)) return IDLE;
  if (questions.some(contradicts)) return IDLE;
  const said = encoded(questions, asked.call);
  return said.kind === "denied" ? (objection(clause, questions, asked) ?? said) : said;
}

/** Why a case cannot be told by the call, though nothing that it tells speaks against it. */
function objection(
  clause: Clause,
  questions: readonly Questioned[],
  { call, isOfParts }: Asked,
): ClauseResult | undefined {
  if (isOfParts && !questions.some((one) => one.attribute.root === "item" && isKeyed(one)))
    return { kind: "lost", reason: "it is about parts of a resource, of which a request may have none" };
  const opaque = clause.find(({ of }) => of.kind === "opaque")?.of;
  if (opaque?.kind === "opaque") return { kind: "lost", reason: opaque.reason };
  const silent = questions.find(({ told }) => told === "untold" || told === "unchanged");
  if (silent === undefined) return undefined;
  return { kind: "lost", reason: `no condition key of \`${call.action}\` tells ${nameOf(silent.attribute)}` };
}

function isTold(told: Questioned["told"], kind: Told["kind"]): boolean {
  return typeof told === "object" && told.kind === kind;
}

/** A change brings about only what hangs on an attribute that it sets. */
function isBroughtAbout(asked: readonly Questioned[], { call: { sets, tells }, verb }: Asked): boolean {
  if (verb !== "update") return true;
  return asked.some(({ attribute }) => {
    const path = pathIn(attribute);
    return Object.hasOwn(tells, path) || sets.includes(path);
  });
}

/** Whether a call always means a value for which the question does not hold. */
function contradicts({ told, question: { holds, test } }: Questioned): boolean {
  if (typeof told !== "object" || (told.kind !== "fixed" && told.kind !== "assumed")) return false;
  return answer(test, told.value) === !holds;
}

interface Keyed extends Questioned {
  readonly told: Key;
}

function isKeyed(one: Questioned): one is Keyed {
  return isTold(one.told, "key");
}

function encoded(questions: readonly Questioned[], call: ApiCall): ClauseResult {
  const keyed = questions.filter(isKeyed);
  const groups = [...Map.groupBy(keyed, ({ told }) => told.key).values()];
  const kept = groups.filter(([first]) => first?.told.absent === "unchanged");
  const written =
    kept.length < 2 ? [writeOut(groups, call)] : kept.map((trigger) => writeOut(counting(groups, trigger), call));
  const lost = written.find(({ kind }) => kind === "lost");
  if (lost !== undefined) return lost;
  const denied = written.flatMap((one) => (one.kind === "denied" ? [one] : []));
  if (denied.length === 0) return IDLE;
  const counted = kept.length < 2 ? [] : [COUNTED];
  return {
    kind: "denied",
    statements: denied.flatMap(({ statements }) => statements),
    differences: [...denied.flatMap(({ differences }) => differences), ...counted, ...questions.flatMap(remark)],
  };
}

const COUNTED = "stricter: what a change leaves as it was counts as what the policy forbids";

/** The groups where one is what the request changes, and what it leaves as it was in the others counts as a violation. */
function counting(groups: readonly (readonly Keyed[])[], trigger: readonly Keyed[]): readonly (readonly Keyed[])[] {
  return groups.map((group) =>
    group === trigger
      ? group
      : group.map((one) =>
          one.told.absent === "unchanged" ? { ...one, told: { ...one.told, absent: "counted" as const } } : one,
        ),
  );
}

/** The statement for groups of questions, each to one key. */
function writeOut(groups: readonly (readonly Keyed[])[], call: ApiCall): ClauseResult {
  const differences: string[] = [];
  let condition: ConditionBlock = call.when;
  for (const group of groups) {
    const told = group[0]?.told;
    if (told === undefined) continue;
    const result = encode(
      told,
      group.map(({ question }) => question),
    );
    if (result.kind === "never") return IDLE;
    if (result.kind === "inexpressible") return { kind: "lost", reason: `${result.reason} (\`${told.key}\`)` };
    if (result.leavesOutAbsent)
      differences.push(`weaker: a request without \`${told.key}\` leaves it to the service, and passes`);
    condition = joined(condition, result.block);
  }
  return { kind: "denied", statements: [{ actions: [call.action], resource: call.resource, condition }], differences };
}

function remark({ attribute, told }: Questioned): readonly string[] {
  if (attribute.root === "label") return [CASELESS];
  if (typeof told !== "object" || told.kind !== "assumed") return [];
  return [`stricter: ${nameOf(attribute)} counts as \`${told.value}\`, which the call does not tell`];
}

const CASELESS = "stricter or weaker: keys of tags that differ in upper and lower case are one";

/** Keys under one operator; no key stands twice under one, since questions to a key are encoded together. */
function joined(left: ConditionBlock, right: ConditionBlock): ConditionBlock {
  const operators = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...operators].map((name) => [name, { ...left[name], ...right[name] }]));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
