import type { Bundle, CheckedPolicy } from "#core/bundle";
import { ANY_KIND, type Mapping } from "#core/documents";
import { CALLS } from "./facts/index.ts";
import type { Judgeable } from "./judge-type.ts";

/** What a policy is about, by every type whose name fits: other sources make the same calls. */
export function subjectsOf(policy: CheckedPolicy, bundle: Bundle, own: RegExp): readonly Judgeable[] {
  const { kinds, types } = policy.document.spec.match;
  const isForAll = kinds.includes(ANY_KIND);
  const named = kinds.length > 0 ? kinds : types.flatMap((type) => bundle.kinds.kindsOf(type));
  const subjects = [...new Set(isForAll ? bundle.kinds.names : named)].flatMap((kind) =>
    bundle.kinds.mappingsOf(kind).flatMap((mapping, index, mappings) =>
      mapping.types
        .filter((type) => own.test(type) && (types.length === 0 || types.includes(type)))
        .map((type) => ({
          policy,
          kind,
          mapping,
          type,
          comesSecond: comesSecond(mapping, type, mappings.slice(0, index)),
        })),
    ),
  );
  return isForAll ? oncePerType(subjects) : subjects;
}

/** A type is asked about once where a policy is about all kinds, since its resources are the same whatever they become. */
function oncePerType(subjects: readonly Judgeable[]): readonly Judgeable[] {
  const known = subjects.filter(({ type }) => Object.hasOwn(CALLS, type));
  const wholesFirst = known.toSorted((a, b) => partialness(a) - partialness(b));
  return [...new Map(wholesFirst.toReversed().map((subject) => [subject.type, subject])).values()];
}

/** How little of a type a mapping takes: all, some, or only parts of each. */
function partialness({ mapping: { when, each } }: Judgeable): number {
  return (when === null ? 0 : 1) + (each === null ? 0 : 2);
}

/** How types of Terraform are called, by which calls are known. */
export const TERRAFORM: RegExp = /^aws_/;
export const CLOUDFORMATION: RegExp = /^AWS::/;

/** Whether an earlier mapping takes resources of the type as wholes. */
function comesSecond({ each }: Mapping, type: string, earlier: readonly Mapping[]): boolean {
  return each === null && earlier.some((one) => one.each === null && one.types.includes(type));
}

/** Why no validation of a policy can be said; null when nothing stands in the way. */
export function refusalOf({ document }: CheckedPolicy): string | null {
  const { mode, match } = document.spec;
  const { principals, environments, points } = match;
  if (mode !== "enforce") return `its mode is \`${mode}\`, and a control policy can only deny`;
  if (principals.length > 0)
    return `it is about what is done by ${principals.join(" or ")}, and AWS does not tell these apart`;
  if (environments.length > 0) return "it is limited to environments, which AWS does not know";
  return points.length === 0 || points.includes("cloud") ? null : `it is asked only at ${points.join(" and ")}`;
}
