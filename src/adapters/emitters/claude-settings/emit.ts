import type { Bundle, CheckedPolicy } from "#core/bundle";
import { ANY_KIND, type Validation } from "#core/documents";
import { isObject } from "#core/model";
import { documentGaps } from "../document-gaps.ts";
import type { Covered, Emission, Gap } from "../emission.ts";
import { agentPart } from "./agents.ts";
import { RULES, type Rule, type Settings } from "./rules.ts";

/**
 * The policies of a bundle as managed settings of Claude Code, in one file that its users cannot change.
 *
 * Pure and total. Only what a setting holds whatever users and projects set counts as covered; every other validation about the client's settings
 * and tool servers is a gap, and so are grants, since the client's rules
 * speak of its tools and not of resources. Of agents, models and tools are told as far as all of a machine share them.
 */
export function emitClaudeSettings(bundle: Bundle): Emission {
  const parts = bundle.policies.toSorted(byName).map((policy) => partOf(policy, bundle));
  const agents = agentPart(bundle, FILE);
  const settings = merged([...parts.flatMap((part) => part?.settings ?? []), ...agents.settings]);
  const covered = [...parts.flatMap((part) => part?.covered ?? []), ...agents.covered];
  const gaps = [...parts.flatMap((part) => part?.gaps ?? []), ...documentGaps(bundle, UNTOLD)];
  const elsewhere = bundle.policies.filter((policy) => kindsOf(policy, bundle).length === 0);
  return {
    documents: covered.some(({ by }) => by !== null)
      ? [{ path: FILE, text: `${JSON.stringify(settings, null, 2)}\n` }]
      : [],
    covered,
    gaps,
    elsewhere: elsewhere.map(({ document }) => document.metadata.name).toSorted(),
  };
}

/** The settings of all rules; what several say of permissions stands together. */
function merged(all: readonly Settings[]): Settings {
  const permissions = all.flatMap((one) => (isObject(one["permissions"]) ? [one["permissions"]] : []));
  const together = permissions.length === 0 ? {} : { permissions: Object.assign({}, ...permissions) };
  return Object.assign({}, ...all, together);
}

const FILE = "managed-settings.json";
const TYPES: readonly string[] = ["claude-code settings", "claude-code server"];

function byName(a: CheckedPolicy, b: CheckedPolicy): number {
  return a.document.metadata.name < b.document.metadata.name ? -1 : 1;
}

/** What becomes of one policy. */
interface Part {
  readonly settings: readonly Settings[];
  readonly covered: readonly Covered[];
  readonly gaps: readonly Gap[];
}

/** Undefined for a policy about nothing that the client has. */
function partOf(policy: CheckedPolicy, bundle: Bundle): Part | undefined {
  const kinds = kindsOf(policy, bundle);
  if (kinds.length === 0) return undefined;
  const answers = policy.document.spec.validations.map((validation) => answerOf(policy, validation, kinds));
  return {
    settings: answers.flatMap(({ settings }) => (settings === undefined ? [] : [settings])),
    covered: answers.flatMap(({ covered }) => covered ?? []),
    gaps: answers.flatMap(({ gap }) => gap ?? []),
  };
}

/** The kinds of the policy's subject that settings or tool servers of the client become. */
function kindsOf({ document }: CheckedPolicy, { kinds }: Bundle): readonly string[] {
  const { match } = document.spec;
  const own = new Set(
    TYPES.filter((type) => match.types.length === 0 || match.types.includes(type)).flatMap((type) =>
      kinds.kindsOf(type),
    ),
  );
  const isMeant = (kind: string): boolean =>
    match.kinds.length === 0 ? match.types.length > 0 : match.kinds.includes(kind) || match.kinds.includes(ANY_KIND);
  return [...own].filter(isMeant).toSorted();
}

interface Answer {
  readonly settings?: Settings;
  readonly covered?: Covered;
  readonly gap?: Gap;
}

function answerOf({ document, parameters }: CheckedPolicy, validation: Validation, kinds: readonly string[]): Answer {
  const { name } = document.metadata;
  const about = { policy: name, validation: validation.id, kind: kinds.join(", "), types: TYPES };
  const rule = RULES.find((one) => one.policy === name && one.validation === validation.id);
  const reason = rule === undefined ? "no setting of Claude Code says it" : objection(rule, document.spec, validation);
  if (rule === undefined || reason !== null) return { gap: { ...about, reason: reason ?? "" } };
  const settings = rule.settings(parameters);
  if (settings === null) return { covered: { ...about, by: null, differences: [] } };
  const mode =
    document.spec.mode === "enforce"
      ? []
      : [`stricter: the policy does not enforce (\`${document.spec.mode}\`), the setting does`];
  return { settings, covered: { ...about, by: FILE, differences: [...rule.differences, ...mode] } };
}

/** Why a rule does not hold for the policy as it is written; null when it does. */
function objection(rule: Rule, spec: CheckedPolicy["document"]["spec"], validation: Validation): string | null {
  if (compact(validation.expression.text) !== compact(rule.expression))
    return "it says something else than the setting of this name";
  const { principals, environments } = spec.match;
  return principals.length + environments.length === 0 ? null : "it is limited to some principals or environments";
}

function compact(expression: string): string {
  return expression.replaceAll(/\s+/g, " ").trim();
}

const UNTOLD = {
  Grant: "rules of Claude Code speak of its tools, and grants of resources",
  Agent:
    "managed settings are the same for every agent of a machine, and know of no budgets, environments or identities",
};
