import type { Validation } from "#core/documents";
import type { Value } from "#core/language";
import type { Verb } from "#core/model";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { opaqueReasons, violationOf, type Scalar, type Subject } from "../conditions/index.ts";
import { answering } from "./demands.ts";
import { CALLS, type ApiCall } from "./facts/index.ts";
import { judgeCall, type Judged } from "./judge-call.ts";
import { fitsAlone, MOST_CHARACTERS, sizeAlone } from "./pack.ts";
import type { Statement } from "./statement.ts";

/** What becomes of a validation for resources of one type. */
export type JudgedType =
  | { readonly kind: "idle" }
  | { readonly kind: "gap"; readonly reason: string }
  | {
      readonly kind: "denied";
      readonly statements: readonly Statement[];
      readonly isForResources: boolean;
      readonly differences: readonly string[];
    };

/** A subject, and whether an earlier mapping may take its resources. */
export interface Judgeable extends Subject {
  readonly comesSecond: boolean;
}

const VERBS: readonly Verb[] = ["create", "update", "delete"];

/** Says a validation of every call that makes, changes or deletes resources of the type. */
export function judgeType(subject: Judgeable, validation: Validation): JudgedType {
  const answer = answering(subject, validation);
  if (answer !== undefined) {
    return { kind: "denied", statements: [answer.statement], isForResources: answer.isForResources, differences: [] };
  }
  const verbs = verbsOf(subject);
  const calls = Object.hasOwn(CALLS, subject.type) ? CALLS[subject.type] : undefined;
  const unjudged = verbs.map((verb) => violatedBy(subject, validation, verb)).filter((reason) => reason !== null);
  if (unjudged.length === 0) return { kind: "idle" };
  if (subject.comesSecond)
    return { kind: "gap", reason: "another mapping of its kind takes some of these resources first" };
  const about = {
    isGlobal: calls?.isGlobal ?? false,
    isOfParts: subject.mapping.each !== null,
    defaults: defaultsOf(subject),
  };
  const judged = (calls?.calls ?? []).flatMap((call) =>
    call.verbs
      .filter((verb) => verbs.includes(verb))
      .map((verb) => ({
        call,
        judged: judgeCall(subject, validation, { call, verb, ...about }),
      })),
  );
  return combined(judged.map(fitting), unjudged[0] ?? "");
}

/** What every version of the provider fills in. */
function defaultsOf({ mapping }: Subject): ReadonlyMap<string, Scalar> {
  const always = mapping.defaults.filter(({ from, to }) => from === null && to === null);
  return new Map(always.flatMap(({ attribute, value }) => (isScalar(value) ? [[attribute, value] as const] : [])));
}

function isScalar(value: Value): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number";
}

function verbsOf({ policy }: Subject): readonly Verb[] {
  const { verbs } = policy.document.spec.match;
  return verbs.length === 0 ? VERBS : VERBS.filter((verb) => verbs.includes(verb));
}

/** Why nothing is known that would keep a resource of the type from violating the validation; null where none can violate it. */
function violatedBy(subject: Subject, validation: Validation, verb: Verb): string | null {
  try {
    const violation = violationOf(subject, validation, verb, "untold");
    if (violation.kind === "never") return null;
    return opaqueReasons(violation)[0] ?? `no condition key of a call for \`${subject.type}\` tells what it asks`;
  } catch (cause) {
    if (!(cause instanceof InexpressibleError)) throw cause;
    return cause.reason;
  }
}

interface OfCall {
  readonly call: ApiCall;
  readonly judged: Judged;
}

function fitting({ call, judged }: OfCall): OfCall {
  const large = judged.kind === "denied" ? judged.statements.find((one) => !fitsAlone(one)) : undefined;
  if (large === undefined) return { call, judged };
  const reason = `its statement takes ${sizeAlone(large)} characters, and a policy has ${MOST_CHARACTERS}`;
  return { call, judged: { kind: "gap", reason } };
}

function combined(calls: readonly OfCall[], otherwise: string): JudgedType {
  const denied = calls.flatMap(({ judged }) => (judged.kind === "denied" ? [judged] : []));
  // A call that is asked about several resources is judged where one of them tells enough.
  const settled = new Set(calls.flatMap(({ call, judged }) => (judged.kind === "denied" ? [call.action] : [])));
  const gaps = calls.flatMap(({ call, judged }) =>
    judged.kind === "gap" && !settled.has(call.action) ? [{ call, reason: judged.reason }] : [],
  );
  if (denied.length === 0) return { kind: "gap", reason: gaps[0]?.reason ?? otherwise };
  const unjudged = gaps.map(({ call, reason }) => `weaker: \`${call.action}\` is not judged, because ${reason}`);
  return {
    kind: "denied",
    statements: denied.flatMap(({ statements }) => statements),
    isForResources: false,
    differences: [...new Set([...denied.flatMap(({ differences }) => differences), ...unjudged])],
  };
}
