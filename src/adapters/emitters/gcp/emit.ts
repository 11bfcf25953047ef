import type { Bundle } from "#core/bundle";
import { SEVERITIES } from "#core/model";
import { aboutOf, draftsOf, type Draft } from "../by-fields/drafts.ts";
import type { Covered, EmittedDocument, Emission, Gap } from "../emission.ts";
import { DemandedConstraints, type BuiltInRule } from "./built-in/demands.ts";
import { constraintDocuments, policyDocument } from "./documents.ts";
import { ConstraintNames } from "./names.ts";
import { say, type SaidRule } from "./say.ts";
import { isGoogleType } from "./types.ts";

/** More custom constraints for one type of resource are refused (Organization Policy, "Creating and managing custom constraints"). */
const MOST_PER_RESOURCE = 20;
const FULL = `no type of resource takes more than ${MOST_PER_RESOURCE} custom constraints, and others of it are more severe`;

/**
 * The policies of a bundle as custom constraints of Google Cloud's organization policies, one for each validation and type of resource.
 *
 * Pure and total. A constraint sees the fields of one resource: what hangs on others is a gap, or, where another resource could only excuse, a
 * constraint that is stricter by that. Where a policy demands what a constraint of Google Cloud's own says, that one is put into force instead.
 */
export function emitGcp(bundle: Bundle): Emission {
  const demanded = new DemandedConstraints(bundle);
  const { drafts, covered, gaps, elsewhere } = draftsOf<SaidRule | BuiltInRule>(bundle, {
    isOwn: isGoogleType,
    say: (part, validation) => {
      const rule = demanded.ruleFor(part, validation, bundle);
      return rule === undefined ? say(part, validation, bundle) : { kind: "rules", rules: [rule] };
    },
  });
  const builtIn = drafts.filter(isBuiltIn);
  const custom = drafts.filter(isCustom);
  const written = [...Map.groupBy(custom, ({ rule }) => rule.resource).values()].map((own) => own.toSorted(bySeverity));
  const names = new ConstraintNames();
  const constraints = written.flatMap((own) =>
    own.slice(0, MOST_PER_RESOURCE).map((draft) => constraintOf(draft, names)),
  );
  const left = written.flatMap((own) => own.slice(MOST_PER_RESOURCE));
  return {
    documents: [
      ...[...new Set(builtIn.map(({ rule }) => rule.builtIn))].map((name) => policyDocument(name, true)),
      ...constraints.flatMap(({ documents }) => documents),
    ],
    covered: [...covered, ...builtIn.map(coveredByBuiltIn), ...constraints.map((one) => one.covered)],
    gaps: [...gaps, ...left.map((draft): Gap => ({ ...aboutOf(draft), reason: FULL }))],
    elsewhere,
  };
}

function isBuiltIn(draft: Draft<SaidRule | BuiltInRule>): draft is Draft<BuiltInRule> {
  return "builtIn" in draft.rule;
}

function isCustom(draft: Draft<SaidRule | BuiltInRule>): draft is Draft<SaidRule> {
  return "resource" in draft.rule;
}

function coveredByBuiltIn(draft: Draft<BuiltInRule>): Covered {
  const { builtIn, differences } = draft.rule;
  return { ...aboutOf(draft), by: builtIn, differences: [...draft.differences, ...differences] };
}

function bySeverity(a: Draft<SaidRule>, b: Draft<SaidRule>): number {
  return SEVERITIES.indexOf(a.policy.document.spec.severity) - SEVERITIES.indexOf(b.policy.document.spec.severity);
}

interface Written {
  readonly documents: readonly EmittedDocument[];
  readonly covered: Covered;
}

function constraintOf(draft: Draft<SaidRule>, names: ConstraintNames): Written {
  const { policy, validation, rule } = draft;
  const name = names.free([policy.document.metadata.name, validation, ...rule.resource.split("/").slice(1)]);
  const differences = [...draft.differences, ...rule.differences];
  return {
    documents: constraintDocuments({ name, policy, validation, ...rule }),
    covered: { ...aboutOf(draft), by: name, differences },
  };
}
