import { creationRequest, loadAdmission, ParamObjects, readAdmissionDocuments, reviewRequest } from "#core/admission";
import type { ValueObject } from "#core/language";
import type { Outcome } from "#core/model";
import type { EmittedDocument } from "#adapters/emitters";

/** Answers what emitted policies say of an object that is created: by the name of the policy, the outcome of each of its validations. */
export type Admit = (object: ValueObject) => ReadonlyMap<string, readonly Outcome[]>;

const OUTCOMES = { admit: "pass", deny: "fail", error: "error", unknown: "unknown" } as const;

/** Reads emitted files back as the API server would. Throws where it would refuse one. */
export function readEmitted(documents: readonly EmittedDocument[]): Admit {
  const read = documents.map(({ path, text }) => readAdmissionDocuments(path, text));
  const { policies, diagnostics } = loadAdmission(read);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics.map(({ message }) => message)));
  return (object) => {
    const surroundings = { namespaces: new Map(), params: new ParamObjects() };
    const { verdicts } = reviewRequest(policies, creationRequest(object), surroundings);
    const byPolicy = Map.groupBy(verdicts, ({ policy }) => policy.metadata.name);
    const outcomes = Array.from(byPolicy, ([name, own]) => {
      const ordered = own.toSorted((a, b) => (a.decision.index ?? 0) - (b.decision.index ?? 0));
      return [name, ordered.map(({ decision }) => OUTCOMES[decision.evaluation])] as const;
    });
    return new Map(outcomes);
  };
}
