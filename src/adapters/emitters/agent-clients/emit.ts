import type { Bundle, CheckedPolicy } from "#core/bundle";
import { ANY_KIND, type Validation } from "#core/documents";
import { canonicalJson, isList, isObject } from "#core/model";
import type { Value } from "#core/language";
import { documentGaps } from "../document-gaps.ts";
import type { Covered, Emission, EmittedDocument, Gap } from "../emission.ts";
import { Untold, type AgentClient, type FileSettings, type Rule, type Settings } from "./client.ts";

/**
 * The policies of a bundle as settings of a coding assistant that its users cannot change.
 *
 * Pure and total. Only what a setting holds whatever users and projects set counts as covered; every other validation about the client's settings
 * and tool servers is a gap, and so are grants, since the client's rules
 * speak of its tools and not of resources. Of agents is told what all of a machine share.
 */
export function emitClient(bundle: Bundle, client: AgentClient): Emission {
  const parts = bundle.policies.toSorted(byName).map((policy) => partOf(policy, bundle, client));
  const agents = client.agents(bundle);
  const covered = [...parts.flatMap((part) => part?.covered ?? []), ...agents.covered];
  const elsewhere = bundle.policies.filter((policy) => kindsOf(policy, bundle, client).length === 0);
  return {
    documents: documentsOf([...parts.flatMap((part) => part?.settings ?? []), ...agents.settings], client),
    covered,
    gaps: [...parts.flatMap((part) => part?.gaps ?? []), ...documentGaps(bundle, client.untold)],
    elsewhere: elsewhere.map(({ document }) => document.metadata.name).toSorted(),
  };
}

/** One document for each file, with the settings of all rules. */
function documentsOf(all: readonly FileSettings[], { write }: AgentClient): readonly EmittedDocument[] {
  const files = [...new Set(all.map(({ file }) => file))].toSorted();
  return files.map((path) => {
    const own = all.filter(({ file }) => file === path).map(({ settings }) => settings);
    return { path, text: write(path, own.reduce<Settings>(together, {})) };
  });
}

/** What two rules say in one: tables together, lists of tables one after the other, each once, and whatever else both say is the same. */
function together(left: Settings, right: Settings): Settings {
  const entries = Object.entries(right).map(([key, value]): [string, Value] => {
    const before = Object.hasOwn(left, key) ? left[key] : undefined;
    if (isObject(before) && isObject(value)) return [key, { ...before, ...value }];
    const isBoth = isList(before) && isList(value) && value.every((one) => isObject(one));
    return [key, isBoth ? onceEach([...before, ...value]) : value];
  });
  return { ...left, ...Object.fromEntries(entries) };
}

function onceEach(list: readonly Value[]): Value[] {
  return [...new Map(list.map((one) => [canonicalJson(one), one])).values()];
}

function byName(a: CheckedPolicy, b: CheckedPolicy): number {
  return a.document.metadata.name < b.document.metadata.name ? -1 : 1;
}

/** What becomes of one policy. */
interface Part {
  readonly settings: readonly FileSettings[];
  readonly covered: readonly Covered[];
  readonly gaps: readonly Gap[];
}

/** Undefined for a policy about nothing that the client has. */
function partOf(policy: CheckedPolicy, bundle: Bundle, client: AgentClient): Part | undefined {
  const kinds = kindsOf(policy, bundle, client);
  if (kinds.length === 0) return undefined;
  const answers = policy.document.spec.validations.map((validation) => answerOf(policy, validation, kinds, client));
  return {
    settings: answers.flatMap(({ settings }) => settings ?? []),
    covered: answers.flatMap(({ covered }) => covered ?? []),
    gaps: answers.flatMap(({ gap }) => gap ?? []),
  };
}

/** The kinds of the policy's subject that settings or tool servers of the client become. */
function kindsOf({ document }: CheckedPolicy, { kinds }: Bundle, { types }: AgentClient): readonly string[] {
  const { match } = document.spec;
  const own = new Set(
    types
      .filter((type) => match.types.length === 0 || match.types.includes(type))
      .flatMap((type) => kinds.kindsOf(type)),
  );
  const isMeant = (kind: string): boolean =>
    match.kinds.length === 0 ? match.types.length > 0 : match.kinds.includes(kind) || match.kinds.includes(ANY_KIND);
  return [...own].filter(isMeant).toSorted();
}

interface Answer {
  readonly settings?: FileSettings;
  readonly covered?: Covered;
  readonly gap?: Gap;
}

function answerOf(
  { document, parameters }: CheckedPolicy,
  validation: Validation,
  kinds: readonly string[],
  { rules, types, untold }: AgentClient,
): Answer {
  const { name } = document.metadata;
  const about = { policy: name, validation: validation.id, kind: kinds.join(", "), types };
  const rule = rules.find((one) => one.policy === name && one.validation === validation.id);
  if (rule === undefined) return { gap: { ...about, reason: untold.validation } };
  const settings = objection(rule, document.spec, validation) ?? rule.settings(parameters);
  if (settings instanceof Untold) return { gap: { ...about, reason: settings.reason } };
  if (settings === null) return { covered: { ...about, by: null, differences: [] } };
  const { mode } = document.spec;
  const stricter = mode === "enforce" ? [] : [`stricter: the policy does not enforce (\`${mode}\`), the setting does`];
  const { file } = rule;
  return {
    settings: { file, settings },
    covered: { ...about, by: file, differences: [...rule.differences, ...stricter] },
  };
}

/** Why a rule does not hold for the policy as it is written; null when it does. */
function objection(rule: Rule, spec: CheckedPolicy["document"]["spec"], validation: Validation): Untold | null {
  if (compact(validation.expression.text) !== compact(rule.expression))
    return new Untold("it says something else than the setting of this name");
  const { principals, environments } = spec.match;
  return principals.length + environments.length === 0
    ? null
    : new Untold("it is limited to some principals or environments");
}

function compact(expression: string): string {
  return expression.replaceAll(/\s+/g, " ").trim();
}
