import type { Bundle, CheckedPolicy } from "#core/bundle";
import type { Validation } from "#core/documents";
import { violationsOf } from "../../by-fields/judge.ts";
import { obstacleTo, partsOf, WRITES, type Part } from "../../by-fields/parts.ts";
import { opaqueReasons, type Condition, type Given, type Links } from "../../conditions/index.ts";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { isGoogleType } from "../types.ts";
import { BUILT_IN, type BuiltIn, type Setting } from "./table.ts";

/** A built-in constraint in the place of one of our own. */
export interface BuiltInRule {
  readonly builtIn: string;
  readonly differences: readonly string[];
}

/**
 * The built-in constraints that a bundle demands, and what they make hold.
 *
 * A constraint is demanded where an enforced validation refuses whatever the constraint refuses of a type, as long as it stands alone, and nothing
 * of what it lets be. It then also stands for every other validation that holds once it is in force, of which some are about what no resource tells of itself.
 */
export class DemandedConstraints {
  readonly #demanded: readonly Demanded[];

  constructor(bundle: Bundle) {
    this.#demanded = BUILT_IN.flatMap((builtIn) => demandOf(builtIn, bundle) ?? []);
  }

  /** The constraint that makes the validation hold of resources of the type; undefined where there is none. */
  ruleFor(part: Part, validation: Validation, bundle: Bundle): BuiltInRule | undefined {
    for (const { builtIn, by } of this.#demanded) {
      const answer = answerOf(builtIn, part, validation, bundle);
      if (answer === undefined) continue;
      const differences = [...(builtIn.differences ?? []), ...stricterBy(answer, part.policy, by)];
      return { builtIn: builtIn.name, differences };
    }
    return undefined;
  }
}

interface Demanded {
  readonly builtIn: BuiltIn;
  /** The policy and validation that demand it. */
  readonly by: string;
}

/** What is refused of what the constraint refuses. */
interface Answer {
  /** Whether all of it is, as long as no other resource excuses it. */
  readonly isWhole: boolean;
  readonly unseen: readonly string[];
}

function stricterBy({ isWhole, unseen }: Answer, { document }: CheckedPolicy, by: string): readonly string[] {
  const { mode, match } = document.spec;
  const others = WRITES.filter((verb) => match.verbs.length > 0 && !match.verbs.includes(verb));
  return [
    ...(mode !== "enforce" ? [`stricter: it is enforced, as \`${by}\` demands`] : []),
    ...(others.length > 0 ? [`stricter: it is asked at ${others.join(" and ")} as well`] : []),
    ...(isWhole ? [] : [`stricter: it asks what \`${by}\` demands, which is more`]),
    ...(isWhole ? unseen.map((reason) => `stricter: an excuse is not seen, because ${reason}`) : []),
  ];
}

function demandOf(builtIn: BuiltIn, bundle: Bundle): Demanded | undefined {
  for (const policy of bundle.policies) {
    if (policy.document.spec.mode !== "enforce") continue;
    const taken = partsOf(policy, bundle, isGoogleType);
    if (taken.kind !== "parts") continue;
    for (const validation of policy.document.spec.validations)
      if (taken.parts.some((part) => answerOf(builtIn, part, validation, bundle)?.isWhole === true))
        return { builtIn, by: `${policy.document.metadata.name}/${validation.id}` };
  }
  return undefined;
}

/** What a validation says of the setting of a constraint; undefined where it is about something else, or more. */
function answerOf({ types }: BuiltIn, part: Part, validation: Validation, bundle: Bundle): Answer | undefined {
  const setting = Object.hasOwn(types, part.type) ? types[part.type] : undefined;
  if (setting === undefined || obstacleTo(part, bundle) !== null) return undefined;
  try {
    return answerTo(setting, part, validation);
  } catch (cause) {
    if (cause instanceof InexpressibleError) return undefined;
    throw cause;
  }
}

function answerTo({ refuses, lets }: Setting, part: Part, validation: Validation): Answer | undefined {
  const given = (known: Given, links: Links): readonly Condition[] =>
    violationsOf({ ...part, given: known }, validation, links).map(({ violation }) => violation);
  const refused = given(refuses, "untold");
  if (refused.length === 0 || (lets !== undefined && given(lets, "untold").length > 0)) return undefined;
  const alone = given(refuses, "absent");
  const isWhole = alone.length > 0 && alone.every(({ kind }) => kind === "always");
  return { isWhole, unseen: [...new Set(refused.flatMap(opaqueReasons))] };
}
