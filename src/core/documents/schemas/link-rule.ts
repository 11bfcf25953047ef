import { suggest } from "#core/diagnostics";
import {
  bool,
  conditional,
  list,
  oneOf,
  optional,
  record,
  required,
  text,
  withRule,
  type RuleProblem,
  type Shape,
} from "../shape/index.ts";
import type { LinkRule, Mapping } from "../types/index.ts";
import { identifierShape, nativeTypesShape } from "./names.ts";

const linkAttributeShape: Shape<string> = text({
  expected: "text with the path of an attribute, or a name made of several in braces",
  maxLength: 512,
  pattern: /^(?:[A-Za-z_$][\w$-]*(?:\.[\w$-]+)*|(?:[^{}]*\{[A-Za-z_$][\w$-]*(?:\.[\w$-]+)*\})+[^{}]*)$/,
  rule: "be attribute names joined by dots, or text with such paths in braces, for example `{catalog_name}.{name}`",
});

const attributes: Shape<readonly string[]> = list(linkAttributeShape, { of: "attribute paths" });

/** How resources are joined with others. */
export const linkShape: Shape<LinkRule> = withRule(
  record<LinkRule>("a map that joins resources", {
    types: required(nativeTypesShape, "The native types of the other side"),
    ours: optional(
      attributes,
      [],
      "Our attributes that may name the other side, or names made of several: `{schema}.{name}`",
    ),
    theirs: optional(attributes, [], "Attributes of the other side that may name ours, or names made of several"),
    through: optional(
      identifierShape,
      null,
      "Another link of the mapping: the resources behind it are joined in our place, and `ours` are their attributes",
    ),
    same: optional(
      oneOf(["group"] as const),
      null,
      "`group` joins every resource of the types in our group, without attributes",
    ),
    many: optional(bool, false, "Whether the link is a list; else it is one native object or null"),
  }),
  joinsSomehow,
  conditional(
    { properties: { same: { const: "group" } }, required: ["same"] },
    { properties: { ours: { maxItems: 0 }, theirs: { maxItems: 0 } }, not: { required: ["through"] } },
    { required: ["ours", "theirs"], properties: { ours: { minItems: 1 }, theirs: { minItems: 1 } } },
  ),
);

function joinsSomehow({ same, ours, theirs, through }: LinkRule): RuleProblem | null {
  const isBare = ours.length + theirs.length === 0 && through === null;
  if (same === "group" ? isBare : ours.length > 0 && theirs.length > 0) return null;
  return {
    path: [],
    code: "kind-link-without-join",
    message:
      same === "group"
        ? "A link by `same: group` has no attributes and no `through`"
        : "A link needs both `ours` and `theirs`",
    hint: "Give either `ours` and `theirs`, or `same: group`",
  };
}

/** How many links a resource is followed through at most, the last one included. */
const MOST_HOPS = 4;

/** The rule that every link leads through others to the resource itself, in a few steps. */
export function linksLeadHome({ links }: Mapping): RuleProblem | null {
  for (const [name, { through }] of Object.entries(links)) {
    const problem = through === null ? null : badWay(links, name, through);
    if (problem !== null) return { path: ["links", name, "through"], ...problem };
  }
  return null;
}

function badWay(links: Mapping["links"], name: string, through: string): Omit<RuleProblem, "path"> | null {
  let next: string | null = through;
  for (let hops = 1; next !== null; hops++) {
    if (!Object.hasOwn(links, next)) return missingWay(links, name, next);
    if (hops === MOST_HOPS) return tooManyHops(name);
    next = links[next]?.through ?? null;
  }
  return null;
}

function missingWay(links: Mapping["links"], name: string, through: string): Omit<RuleProblem, "path"> {
  const likely = suggest(
    through,
    Object.keys(links).filter((other) => other !== name),
  );
  return {
    code: "kind-link-through-nothing",
    message: `Link \`${name}\` goes through \`${through}\`, which is no link of its mapping`,
    hint: likely === undefined ? "Name another link of the same mapping" : `Did you mean \`${likely}\`?`,
  };
}

function tooManyHops(name: string): Omit<RuleProblem, "path"> {
  return {
    code: "kind-link-too-far",
    message: `Link \`${name}\` goes through itself or through more than ${MOST_HOPS - 1} others`,
    hint: "Begin nearer to where it ends",
  };
}
