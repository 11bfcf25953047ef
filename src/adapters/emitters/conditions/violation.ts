import type { CheckedPolicy } from "#core/bundle";
import type { Mapping, SourceExpression, Validation } from "#core/documents";
import type { ValueObject } from "#core/language";
import type { Verb } from "#core/model";
import { parseAsWritten } from "../expressions/parse.ts";
import { all, any, not, type Condition } from "./condition.ts";
import { MappingScope, type Links } from "./mapping-scope.ts";
import type { Given } from "./partly-known.ts";
import { policyScope } from "./policy-scope.ts";
import { neither, truthOf, type Truth } from "./symbolic/cases.ts";
import { SymbolicEvaluator } from "./symbolic/evaluate.ts";

/** A policy about resources that a native type becomes by a mapping. */
export interface Subject {
  readonly policy: CheckedPolicy;
  readonly kind: string;
  readonly mapping: Mapping;
  readonly type: string;
  /** What the resource is, where that is known; its attributes are then no questions. */
  readonly native?: ValueObject;
  /** What of the resource is known, where that is not all. */
  readonly given?: Given;
}

/**
 * When a validation does not hold of a resource: what a native guardrail would have to refuse.
 *
 * It is told from the expressions of the policy and the mapping, in questions to the attributes that these read. Evaluation errors count as the
 * policy's `failurePolicy` says. With `links: "untold"` whatever joins other resources is opaque; with `"absent"` the resource stands alone.
 * Where the mapping makes one resource for each element, the condition is about one element. Throws `InexpressibleError` where there are
 * too many cases.
 */
export function violationOf(subject: Subject, validation: Validation, verb: Verb, links: Links): Condition {
  return read(subject, validation, verb, links).violation;
}

/** Where a validation has something to judge: its policy and the mapping are about the resource, and the properties that it reads are there. */
export function measureOf(subject: Subject, validation: Validation, verb: Verb, links: Links): Condition {
  return read(subject, validation, verb, links).measured;
}

function read(
  subject: Subject,
  validation: Validation,
  verb: Verb,
  links: Links,
): { readonly violation: Condition; readonly measured: Condition } {
  const { policy, kind, mapping, type } = subject;
  const evaluator = new SymbolicEvaluator();
  const native = new MappingScope(subject, links, evaluator);
  const scope = policyScope({ policy, kind, type, provider: mapping.provider, verb }, native, evaluator);
  const truth = (source: SourceExpression): Truth => truthOf(evaluator.evaluate(parseAsWritten(source), scope));
  const conditions = policy.document.spec.matchConditions.map(({ expression }) => truth(expression));
  const takes = truthOf(native.applies).yes;
  const holds = truth(validation.expression);
  const isBroken = policy.document.spec.failurePolicy === "Fail";
  const applies = all(...conditions.map(({ yes }) => yes));
  const failed = all(applies, isBroken ? not(holds.yes) : holds.no);
  const undecided = all(not(any(...conditions.map(({ no }) => no))), any(...conditions.map(neither)));
  const violation = all(takes, isBroken ? any(failed, undecided) : failed);
  return { violation, measured: all(takes, applies, native.measured) };
}
