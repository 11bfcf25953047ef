import type { Bundle } from "#core/bundle";
import { SEVERITIES } from "#core/model";
import { aboutOf, draftsOf, type Draft } from "../by-fields/drafts.ts";
import type { Covered, EmittedDocument, Emission, Gap } from "../emission.ts";
import { definitionDocument, DefinitionNames, initiativeDocument } from "./documents.ts";
import { say, type SaidRule } from "./say.ts";

/** More custom definitions in one management group or subscription are refused (Azure subscription limits, "Azure Policy limits"). */
const MOST_DEFINITIONS = 500;
const FULL = `a management group takes no more than ${MOST_DEFINITIONS} definitions, and others are more severe`;

/**
 * The policies of a bundle as definitions of Azure Policy, one for each validation and type of resource, and an initiative with all of them.
 *
 * Pure and total. A definition sees one resource: what hangs on others is a gap, or, where another resource could only excuse, a definition that
 * is stricter by that.
 */
export function emitAzure(bundle: Bundle): Emission {
  const { drafts, covered, gaps, elsewhere } = draftsOf(bundle, { isOwn: isArmType, say });
  const ordered = drafts.toSorted(bySeverity);
  const names = new DefinitionNames();
  const definitions = ordered.slice(0, MOST_DEFINITIONS).map((draft) => definitionOf(draft, names));
  const left = ordered.slice(MOST_DEFINITIONS).map((draft): Gap => ({ ...aboutOf(draft), reason: FULL }));
  return {
    documents: [
      ...definitions.map(({ document }) => document),
      ...(definitions.length === 0 ? [] : [initiativeDocument(definitions.map(({ name }) => name))]),
    ],
    covered: [...covered, ...definitions.map((one) => one.covered)],
    gaps: [...gaps, ...left],
    elsewhere,
  };
}

/** Whether a native type is one of Azure Resource Manager; Terraform calls the same by names of its own. */
function isArmType(type: string): boolean {
  return /^Microsoft\.\w+\//.test(type);
}

function bySeverity(a: Draft<SaidRule>, b: Draft<SaidRule>): number {
  return SEVERITIES.indexOf(a.policy.document.spec.severity) - SEVERITIES.indexOf(b.policy.document.spec.severity);
}

interface Written {
  readonly name: string;
  readonly document: EmittedDocument;
  readonly covered: Covered;
}

function definitionOf(draft: Draft<SaidRule>, names: DefinitionNames): Written {
  const { policy, validation, rule } = draft;
  const name = names.free([policy.document.metadata.name, validation, rule.type.split("/").at(-1) ?? ""]);
  return {
    name,
    document: definitionDocument({ name, policy, validation, rule }),
    covered: { ...aboutOf(draft), by: name, differences: [...draft.differences, ...rule.differences] },
  };
}
