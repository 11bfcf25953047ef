import type { ForeignEntry } from "#core/model";
import type { ValidationAction } from "../documents/types.ts";
import type { AdmissionRequest } from "../model/request.ts";
import { nameOf } from "../kyverno/documents/name.ts";
import type { KyvernoPolicy } from "../kyverno/documents/types.ts";
import type { CompiledPolicy } from "../kyverno/evaluate/compile.ts";
import { denialOf } from "../kyverno/evaluate/denial.ts";
import { evaluateAll } from "../kyverno/evaluate/evaluate.ts";
import type { KyvernoResult } from "../kyverno/evaluate/result.ts";
import type { LoadedKyverno } from "../kyverno/load.ts";
import type { AdmissionEngine, AskedAround, ForeignPolicy, ForeignVerdict } from "./engine.ts";
import { factsOf } from "./facts.ts";
import type { Naming } from "./names.ts";

/** Kyverno with its validating policies: what is generated from one for controllers speaks as that policy. */
export function kyvernoEngine(
  { policies, clock }: Pick<LoadedKyverno, "policies" | "clock">,
  naming: Naming,
): AdmissionEngine {
  const asked = policies.map((one) => ({ ...one, description: describe(one.document, naming) }));
  return {
    policies: asked.map(({ description }) => description),
    ask: (request, around) => {
      clock.now = around.now;
      const verdicts = asked.flatMap(({ compiled, description }) =>
        description.actions.length === 0
          ? []
          : compiled.flatMap((one) => verdictsOf(one, description, request, around)),
      );
      return { verdicts, annotations: [] };
    },
  };
}

function describe(document: KyvernoPolicy, naming: Naming): ForeignPolicy {
  const { kind, metadata, spec } = document;
  const { title, description, severity } = factsOf(metadata);
  const messages = spec.validations.map(({ message }) => message);
  return {
    kind,
    name: naming(kind, nameOf(document)),
    title,
    description,
    severity,
    actions: actionsOf(spec),
    messages,
    bindings: [],
  };
}

/** A policy that judges what exists alone reports its failures and denies nothing. */
function actionsOf({ admission, background, validationActions }: KyvernoPolicy["spec"]): readonly ValidationAction[] {
  if (admission) return validationActions;
  return background ? ["Audit"] : [];
}

function verdictsOf(
  compiled: CompiledPolicy,
  policy: ForeignPolicy,
  request: AdmissionRequest,
  { namespaces, now }: AskedAround,
): readonly ForeignVerdict[] {
  const results = evaluateAll(compiled, request, { namespaces, now });
  const failed = new Set(results.map(({ validation }) => validation));
  const isJudged =
    results.length > 0 && results.every(({ status, validation }) => status === "pass" || validation !== null);
  const passed = compiled.validations.flatMap((_, index) =>
    isJudged && !failed.has(index) ? [passOf(policy, index)] : [],
  );
  return [...results.map((result) => verdictOf(result, compiled.document, policy)), ...passed];
}

/** A validation that holds, which Kyverno reports with all others in one. */
function passOf(policy: ForeignPolicy, index: number): ForeignVerdict {
  const said = { outcome: "pass", level: "note", message: "", required: null, stops: false } as const;
  return { policy, binding: null, index, ...said, exceptions: [], entry: null };
}

function verdictOf(result: KyvernoResult, document: KyvernoPolicy, policy: ForeignPolicy): ForeignVerdict {
  const { validation: index, applied } = result;
  const outcome = outcomeOf(result);
  const isQuiet = outcome === "pass" || outcome === "skip";
  const level = isQuiet ? "note" : levelOf(result, policy.actions);
  return {
    policy,
    binding: null,
    index,
    outcome,
    level,
    message: level === "note" ? result.message : toldText(result),
    required: index === null ? null : (document.spec.validations[index]?.expression.text.trim() ?? null),
    stops: !isQuiet,
    exceptions: applied,
    entry: entryOf(result, document),
  };
}

function outcomeOf({ status, isOpen }: KyvernoResult): ForeignVerdict["outcome"] {
  if (isOpen) return "unknown";
  return status === "warn" ? "fail" : status;
}

/** Kyverno warns of an error even where its policy ignores failures. */
function levelOf(result: KyvernoResult, actions: readonly ValidationAction[]): ForeignVerdict["level"] {
  if (result.isOpen) return actions.includes("Deny") ? "warning" : "note";
  if (denialOf({ ...result, validationActions: actions }) !== null) return "violation";
  return actions.includes("Warn") ? "warning" : "note";
}

/** What Kyverno tells whoever sent the request, whether it denies it or warns of it. */
function toldText({ policy, status, isOpen, message }: KyvernoResult): string {
  if (isOpen) return `Policy ${policy} cannot be told: ${message}`;
  return `Policy ${policy} ${status === "error" ? "error" : "failed"}: ${message}`;
}

/** A result as Kyverno writes it into a report (Kyverno, `pkg/utils/report`, `ToPolicyReportResult`). */
function entryOf(result: KyvernoResult, document: KyvernoPolicy): ForeignEntry {
  const { metadata, spec } = document;
  const { category, severity, scored } = factsOf(metadata);
  const { rule, status, validation, exceptions, auditAnnotations } = result;
  const position = validation === null ? {} : { [POSITION]: auditAnnotations[POSITION] ?? String(validation) };
  const excepted = exceptions.length === 0 ? {} : { exceptions: exceptions.map(withoutNamespace).join(",") };
  const process = processOf(spec);
  return {
    source: "KyvernoValidatingPolicy",
    policy: nameOf(document),
    rule,
    binding: null,
    result: status,
    message: auditAnnotations["message"] ?? auditAnnotations[`${status}Message`] ?? result.message,
    scored,
    category,
    severity,
    properties: { ...auditAnnotations, ...position, process, ...excepted },
  };
}

const POSITION = "cel.validationIndex";

function processOf({ background, admission }: KyvernoPolicy["spec"]): string {
  if (background) return "background scan";
  return admission ? "admission review" : "";
}

function withoutNamespace(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}
