import type { Parameter, PolicyDocument, PolicyMatch } from "#core/documents";
import type { Value } from "#core/language";
import { canonicalJson, isList } from "#core/model";
import type { Mutant, Mutation } from "./mutate-policy.ts";

/** Mutants of what a policy matches and of the defaults of its parameters. */
export function mutateSettings(policy: PolicyDocument): readonly Mutant[] {
  return [
    ...(["kinds", "types", "verbs"] as const).flatMap((list) => mutateMatch(policy, list)),
    ...Object.entries(policy.spec.parameters).flatMap(([name, parameter]) => mutateParameter(policy, name, parameter)),
  ];
}

/** Leaves out one of several things that the policy is about. */
function mutateMatch(policy: PolicyDocument, list: "kinds" | "types" | "verbs"): readonly Mutant[] {
  const { match } = policy.spec;
  const all: readonly string[] = match[list];
  if (all.length < 2) return [];
  return all.map((left, at) => {
    const changed: PolicyMatch = { ...match, [list]: all.toSpliced(at, 1) };
    return {
      mutation: describe(policy, ["spec", "match", list, at], {
        operator: "drop-element",
        part: `match ${list}`,
        original: left,
        replacement: "",
      }),
      policy: { ...policy, spec: { ...policy.spec, match: changed } },
    };
  });
}

function mutateParameter(policy: PolicyDocument, name: string, parameter: Parameter): readonly Mutant[] {
  return othersOf(parameter.default).map((value) => {
    const parameters = { ...policy.spec.parameters, [name]: { ...parameter, default: value } };
    return {
      mutation: describe(policy, ["spec", "parameters", name, "default"], {
        operator: "other-default",
        part: `parameter ${name}`,
        original: canonicalJson(parameter.default),
        replacement: canonicalJson(value),
      }),
      policy: { ...policy, spec: { ...policy.spec, parameters } },
    };
  });
}

/** Neighbours of a default: a truth turned round, an int moved by one, a list without one of its elements. */
function othersOf(value: Value): readonly Value[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1, value - 1];
  return isList(value) ? value.map((_, at) => value.toSpliced(at, 1)) : [];
}

function describe(
  { origin }: PolicyDocument,
  path: readonly (string | number)[],
  mutation: Omit<Mutation, "span">,
): Mutation {
  return { ...mutation, span: origin.at(path) };
}
