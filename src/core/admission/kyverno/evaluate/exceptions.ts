import { parseTimestamp, Timestamp } from "#core/language";
import type { PolicyException } from "../documents/types.ts";
import type { CompiledException } from "./parts.ts";
import { Failure, type Evaluation } from "./evaluation.ts";
import { holdAll } from "./conditions.ts";
import type { KyvernoResult } from "./result.ts";

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

const PRIORITY = "polex.kyverno.io/priority";

/** What is reported of a policy that is set aside. Of several exceptions the one with the highest priority says it, else the first. */
export function exemption(
  applied: readonly CompiledException[],
): Pick<KyvernoResult, "rule" | "message"> & { readonly status: "pass" | "skip" } {
  const names = applied.map(({ document }) => exceptionName(document));
  const [first] = applied.toSorted((a, b) => priorityOf(b) - priorityOf(a));
  const passes = first?.document.spec.reportResult === "pass";
  const message = `rule is ${passes ? "passed" : "skipped"} due to policy exception: ${names.join(", ")}`;
  return { rule: "exception", status: passes ? "pass" : "skip", message };
}

function priorityOf({ document }: CompiledException): number {
  const priority = Number(document.metadata.labels[PRIORITY] ?? 0);
  return Number.isInteger(priority) && priority > 0 ? priority : 0;
}
