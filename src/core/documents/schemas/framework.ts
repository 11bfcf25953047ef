import {
  conditional,
  list,
  oneOf,
  optional,
  orText,
  record,
  required,
  text,
  withRule,
  type RuleProblem,
  type Shape,
} from "../shape/index.ts";
import { COVERAGES, RELATIONSHIPS, type CrosswalkLink, type FrameworkSpec } from "../types/index.ts";
import { controlIdShape, lineShape } from "./names.ts";
import { eachOnce } from "./policy.ts";

type Requirement = FrameworkSpec["requirements"][number];

const requirementIdShape: Shape<string> = text({
  expected: "text with a requirement id",
  maxLength: 64,
  pattern: /^[A-Za-z0-9][A-Za-z0-9.()_:-]*$/,
  rule: "consist of letters, digits and `. ( ) _ : -`",
});

const requirement: Shape<Requirement> = orText(
  record<Requirement>("a map with `id` and `title`", {
    id: required(requirementIdShape, "The id that the framework gives it"),
    title: optional(lineShape, null, "Its title, where the licence lets it be shipped"),
  }),
  requirementIdShape,
  (id) => ({ id, title: null }),
);

const crosswalkLink: Shape<CrosswalkLink> = record<CrosswalkLink>("a map with `controls` and `requirements`", {
  controls: required(
    eachOnce(controlIdShape, "ids of controls", "id"),
    "Controls, by the label `control` of their policies",
  ),
  requirements: required(eachOnce(requirementIdShape, "requirement ids", "id"), "Requirements of this framework"),
  relationship: required(oneOf(RELATIONSHIPS), "Of each control to each requirement, as in OSCAL's mapping model"),
  coverage: required(oneOf(COVERAGES), "How much of each requirement the control gives evidence for"),
  rationale: required(lineShape, "Why, on one line"),
});

/** The longest id of a framework whose text may not be shipped, so that no text can pass for one. */
const LONGEST_BARE_ID = 24;

/** The `spec` of a Framework. */
export const frameworkSpecShape: Shape<FrameworkSpec> = withRule(
  record<FrameworkSpec>("a map with `version` and `requirements`", {
    version: required(lineShape, "The version of the framework, in quotes"),
    textPolicy: required(oneOf(["full", "ids"]), "`ids` when its licence allows identifiers only, else `full`"),
    source: required(lineShape, "Who publishes it and under which terms"),
    requirements: required(
      list(requirement, { of: "requirements", atLeastOne: true, unique: { by: ({ id }) => id, what: "id" } }),
      "What it demands",
    ),
    crosswalk: optional(
      list(crosswalkLink, { of: "links" }),
      [],
      "Which controls give evidence for which requirements",
    ),
  }),
  idsOnly,
  conditional(
    { properties: { textPolicy: { const: "ids" } }, required: ["textPolicy"] },
    {
      properties: {
        requirements: {
          items: {
            anyOf: [
              { type: "string", maxLength: LONGEST_BARE_ID },
              { type: "object", properties: { id: { maxLength: LONGEST_BARE_ID }, title: false } },
            ],
          },
        },
      },
    },
    {},
  ),
);

function idsOnly({ textPolicy, requirements }: FrameworkSpec): RuleProblem | null {
  if (textPolicy === "full") return null;
  const index = requirements.findIndex(({ id, title }) => title !== null || id.length > LONGEST_BARE_ID);
  if (index < 0) return null;
  return {
    path: ["requirements", index],
    code: "framework-text",
    message: `Requirement \`${requirements[index]?.id ?? ""}\` says more than its id, but \`textPolicy: ids\` allows no text`,
    hint: `Remove the title, and keep ids to ${LONGEST_BARE_ID} characters`,
  };
}
