import type { ForeignEntry } from "#core/model";
import type { ValidatingPolicyDocument, ValidationAction } from "../documents/types.ts";
import type { AdmissionRequest } from "../model/request.ts";
import type { AdmissionReview, AdmissionVerdict } from "../validating/dispatch.ts";
import { denialText, undecidedText, warningText } from "../validating/words.ts";
import type { AdmissionEngine, AskedAround, ForeignPolicy, ForeignVerdict } from "./engine.ts";
import { factsOf } from "./facts.ts";
import { levelOf } from "./level.ts";
import type { Naming } from "./names.ts";

/** What the engines of policies that something binds differ in. */
export interface BoundEngine {
  /** Every policy with what binds it. */
  readonly policies: readonly BoundDocument[];
  readonly kind: string;
  ask(request: AdmissionRequest, around: AskedAround): AdmissionReview;
  /** What the engine writes into a report beside the result and the message. */
  entryOf(verdict: AdmissionVerdict): Pick<ForeignEntry, "source" | "policy" | "rule" | "properties">;
}

interface BoundDocument {
  readonly document: ValidatingPolicyDocument;
  readonly actions: readonly ValidationAction[];
  readonly bindings: readonly string[];
}

/** An engine whose policies speak through what binds them: the API server's own, and Gatekeeper. */
export function boundEngine(engine: BoundEngine, naming: Naming): AdmissionEngine {
  const { kind } = engine;
  const described = new Map(
    engine.policies.map((one) => [one.document, describe(one, kind, naming(kind, one.document.metadata.name))]),
  );
  return {
    policies: [...described.values()],
    ask: (request, around) => {
      const { verdicts, annotations } = engine.ask(request, around);
      const told = verdicts.flatMap((verdict) => {
        const policy = described.get(verdict.policy);
        return policy === undefined ? [] : [toVerdict(verdict, policy, engine)];
      });
      return { verdicts: told, annotations };
    },
  };
}

function describe({ document, actions, bindings }: BoundDocument, kind: string, name: string): ForeignPolicy {
  const { title, description, severity } = factsOf(document.metadata);
  const messages = document.spec.validations.map(({ message }) => message);
  return { kind, name, title, description, severity, actions, messages, bindings };
}

function toVerdict(verdict: AdmissionVerdict, policy: ForeignPolicy, engine: BoundEngine): ForeignVerdict {
  const { decision, binding, actions } = verdict;
  const { index, evaluation } = decision;
  const level = levelOf(decision, actions);
  const { category, severity, scored } = factsOf(verdict.policy.metadata);
  return {
    policy,
    binding,
    index,
    outcome: OUTCOMES[evaluation],
    level,
    message: messageOf(verdict, level),
    required: index === null ? null : (verdict.policy.spec.validations[index]?.expression.text.trim() ?? null),
    stops: false,
    exceptions: [],
    entry: {
      ...engine.entryOf(verdict),
      binding,
      result: RESULTS[evaluation],
      message: decision.message,
      scored,
      category,
      severity,
    },
  };
}

const OUTCOMES = { admit: "pass", deny: "fail", error: "error", unknown: "unknown" } as const;
const RESULTS = { admit: "pass", deny: "fail", error: "error", unknown: "error" } as const;

function messageOf(verdict: AdmissionVerdict, level: ForeignVerdict["level"]): string {
  if (verdict.decision.evaluation === "unknown") return undecidedText(verdict);
  return level === "violation" ? denialText(verdict) : warningText(verdict);
}
