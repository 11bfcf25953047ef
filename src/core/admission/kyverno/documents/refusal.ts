import { report, type DocumentNode, type Reading } from "#core/documents";
import { nodeAt } from "../../documents/foreign.ts";

/** Why documents of Kyverno of these kinds are not run. */
const WHY: Readonly<Record<string, string>> = {
  ClusterPolicy: "its rules are patterns and JMESPath, not CEL",
  Policy: "its rules are patterns and JMESPath, not CEL",
  ImageValidatingPolicy: "it asks registries for signatures and attestations",
  NamespacedImageValidatingPolicy: "it asks registries for signatures and attestations",
  GeneratingPolicy: "it makes further objects and judges none",
  NamespacedGeneratingPolicy: "it makes further objects and judges none",
  DeletingPolicy: "it deletes by the clock what exists and judges no request",
  NamespacedDeletingPolicy: "it deletes by the clock what exists and judges no request",
  CleanupPolicy: "it deletes by the clock what exists and judges no request",
  ClusterCleanupPolicy: "it deletes by the clock what exists and judges no request",
};

/** Refuses a document of Kyverno of a kind that is not run, with the reason where the kind is known. */
export function refuseDocument(root: DocumentNode, kind: string, apiVersion: string, reading: Reading): void {
  const why = Object.hasOwn(WHY, kind) ? (WHY[kind] ?? "") : "";
  const reason = kind === "PolicyException" ? "it is about ClusterPolicies" : why;
  const told =
    reason === "" ? "only validating and mutating policies that are written in CEL, and their exceptions, are" : reason;
  report(reading, nodeAt(root, "kind"), {
    code: "foreign-unsupported-kind",
    message: `A \`${kind}\` of \`${apiVersion}\` cannot be run here: ${told}`,
    hint: HINTS[kind] ?? "Leave it out, or rely on Kyverno for it",
  });
}

/** Tells of a document that does nothing here, and harms nothing. */
export function passOver(
  root: DocumentNode,
  told: { readonly message: string; readonly hint: string },
  reading: Reading,
): void {
  const { start, end } = nodeAt(root, "kind");
  const span = reading.lines.span(start, end);
  reading.diagnostics.push({ code: "foreign-idle-object", severity: "warning", ...told, span });
}

const AS_CEL = "Write it as a ValidatingPolicy of `policies.kyverno.io`, or rely on Kyverno for it";
const HINTS: Readonly<Record<string, string>> = { ClusterPolicy: AS_CEL, Policy: AS_CEL };
