import { exceptionName, hasEnded, type LoadedAdmission } from "#core/admission";
import type { Diagnostic } from "#core/diagnostics";
import type { Timestamp } from "#core/language";
import type { ReviewedReading } from "./review.ts";

type Exception = LoadedAdmission["kyverno"]["exceptions"][number];

/**
 * Exceptions of Kyverno that set nothing aside although a finding stands that they may have been meant for: those that are over, and those that
 * applied to no object. One run judges a part of what there is, so that silence about the others is no news.
 */
export function describeExceptions(
  exceptions: readonly Exception[],
  reviewed: readonly ReviewedReading[],
  now: Timestamp,
): readonly Diagnostic[] {
  const applied = new Set(reviewed.flatMap((one) => [...one.exceptions]));
  const found = new Set(reviewed.flatMap(({ findings }) => findings.map(({ finding }) => finding.policy)));
  return exceptions
    .filter((one) => !applied.has(exceptionName(one)) && isMissed(one, found))
    .map((document) => (hasEnded({ document }, now) ? ended(document) : unmatched(document)));
}

function isMissed({ spec }: Exception, found: ReadonlySet<string>): boolean {
  return spec.policyRefs.some(({ name }) =>
    [...found].some((policy) => policy === name || policy.endsWith(`/${name}`)),
  );
}

function ended({ metadata, spec, origin }: Exception): Diagnostic {
  return {
    code: "foreign-exception-expired",
    severity: "warning",
    message: `Exception \`${metadata.name}\` ended at \`${spec.expiresAt ?? ""}\`, so it excepts nothing`,
    hint: "Repair what it was for, or have it made anew",
    span: origin.at(["spec", "expiresAt"]),
  };
}

function unmatched({ metadata, spec, origin }: Exception): Diagnostic {
  const policies = spec.policyRefs.map(({ name }) => `\`${name}\``).join(", ");
  return {
    code: "foreign-exception-unmatched",
    severity: "warning",
    message: `Exception \`${metadata.name}\` applied to no object here, although findings of ${policies} stand`,
    hint: "Correct its `matchConditions`, or remove it if what it was for is gone",
    span: origin.at(["metadata", "name"]),
  };
}
