import { parseTimestamp, Timestamp } from "#core/language";
import type { PolicyException } from "../documents/types.ts";
import type { CompiledException } from "./compile.ts";
import { Failure, type Evaluation } from "./evaluation.ts";
import { holdAll } from "./conditions.ts";

/** What the exceptions of a policy come to for one request. */
export interface Excepted {
  /** Those that apply. */
  readonly applied: readonly CompiledException[];
  readonly allowedImages: readonly string[];
  readonly allowedValues: readonly string[];
  /** Whether they set the whole policy aside: those that apply, if any, allow no particular images or values. */
  readonly isWhole: boolean;
}

/**
 * Finds the exceptions that apply. One that has ended applies no more; without a clock, one that ends somewhen does not apply, so that none
 * outlives its end.
 */
export function findExceptions(
  exceptions: readonly CompiledException[],
  evaluation: Evaluation,
  { now, failurePolicy }: { readonly now: Timestamp | null; readonly failurePolicy: "Fail" | "Ignore" },
): Excepted | Failure {
  const applied: CompiledException[] = [];
  for (const exception of exceptions) {
    if (hasEnded(exception, now)) continue;
    const holds = holdAll(exception.conditions, evaluation, failurePolicy);
    if (holds instanceof Failure) return holds;
    if (holds) applied.push(exception);
  }
  const allowedImages = applied.flatMap(({ document }) => document.spec.images);
  const allowedValues = applied.flatMap(({ document }) => document.spec.allowedValues);
  const isWhole = applied.length > 0 && allowedImages.length + allowedValues.length === 0;
  return { applied, allowedImages, allowedValues, isWhole };
}

/** An exception as Kyverno names it in messages. */
export function exceptionName({ metadata: { name, namespace } }: Pick<PolicyException, "metadata">): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

/** Whether an exception is over; without a clock one that ends somewhen is. */
export function hasEnded({ document }: Pick<CompiledException, "document">, now: Timestamp | null): boolean {
  const { expiresAt } = document.spec;
  if (expiresAt === null) return false;
  const end = parseTimestamp(expiresAt);
  return now === null || !(end instanceof Timestamp) || end.seconds <= now.seconds;
}
