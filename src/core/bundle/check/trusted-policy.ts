import { InvariantError, type Diagnostic } from "#core/diagnostics";
import type { PolicyDocument } from "#core/documents";
import type { Value } from "#core/language";
import type { CheckedPolicy } from "../bundle.ts";
import type { CheckContext } from "./check-context.ts";
import { checkPolicy } from "./check-policy.ts";
import { effectiveParameters } from "./effective-parameters.ts";

/**
 * A policy that was found without error before. Its expressions are checked when something first asks for them, since most runs meet few of all
 * policies; an error that is there after all is an `InvariantError`. Settings are the user's, so that what they override is checked at once.
 */
export class TrustedPolicy implements CheckedPolicy {
  readonly document: PolicyDocument;
  readonly parameters: Readonly<Record<string, Value>>;
  readonly #context: CheckContext;
  #checked: CheckedPolicy | undefined;

  constructor(document: PolicyDocument, context: CheckContext) {
    this.document = document;
    this.parameters = effectiveParameters(document, context);
    this.#context = context;
  }

  get matchConditions(): CheckedPolicy["matchConditions"] {
    return this.#check().matchConditions;
  }

  get variables(): CheckedPolicy["variables"] {
    return this.#check().variables;
  }

  get validations(): CheckedPolicy["validations"] {
    return this.#check().validations;
  }

  #check(): CheckedPolicy {
    this.#checked ??= this.#checkNow();
    return this.#checked;
  }

  #checkNow(): CheckedPolicy {
    const diagnostics: Diagnostic[] = [];
    const checked = checkPolicy(this.document, { ...this.#context, diagnostics });
    if (checked !== null) return checked;
    const { name } = this.document.metadata;
    throw new InvariantError("trusted-policy", `Policy \`${name}\` is wrong: ${diagnostics[0]?.message}`);
  }
}
