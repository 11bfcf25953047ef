import { sortDiagnostics, suggest, type Diagnostic } from "#core/diagnostics";
import type { AdmissionDocuments } from "../documents/read.ts";
import type { ForeignObject, ValidatingBindingDocument, ValidatingPolicyDocument } from "../documents/types.ts";
import { compilePolicy } from "./compile-policy.ts";
import type { BoundPolicy } from "./dispatch.ts";
import { isMeant, isOfKind } from "./params.ts";

/** The policies that can be run, and what is wrong with the others and with what binds them. */
export interface LoadedAdmission {
  readonly policies: readonly BoundPolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles policies and puts them together with what binds them.
 *
 * A policy that the API server would refuse, a binding to nothing and a param that nobody handed in are errors; a policy that nothing binds has no
 * effect in a cluster, which is a warning.
 */
export function loadAdmission(documents: readonly AdmissionDocuments[]): LoadedAdmission {
  const loader = new Loader(documents);
  return { policies: loader.load(), diagnostics: sortDiagnostics(loader.diagnostics) };
}

class Loader {
  readonly diagnostics: Diagnostic[];
  readonly #policies: readonly ValidatingPolicyDocument[];
  readonly #bindings: readonly ValidatingBindingDocument[];
  readonly #objects: readonly ForeignObject[];

  constructor(documents: readonly AdmissionDocuments[]) {
    this.diagnostics = documents.flatMap(({ diagnostics }) => diagnostics);
    this.#policies = documents.flatMap(({ policies }) => policies);
    this.#bindings = documents.flatMap(({ bindings }) => bindings);
    this.#objects = documents.flatMap(({ objects }) => objects);
  }

  load(): readonly BoundPolicy[] {
    this.#refuseTwins(this.#policies);
    this.#refuseTwins(this.#bindings);
    const byName = new Map(this.#policies.map((policy) => [policy.metadata.name, policy]));
    for (const binding of this.#bindings) this.#checkBinding(binding, byName);
    return this.#policies.flatMap((document) => this.#bound(document));
  }

  #refuseTwins(documents: readonly (ValidatingPolicyDocument | ValidatingBindingDocument)[]): void {
    const seen = new Map<string, Diagnostic["span"]>();
    for (const { kind, metadata, origin } of documents) {
      const span = origin.at(["metadata", "name"]);
      const first = seen.get(metadata.name);
      if (first === undefined) seen.set(metadata.name, span);
      else {
        const message = `There are two documents \`${metadata.name}\` of kind \`${kind}\`, first in \`${first.file}\` on line ${first.start.line}`;
        this.#report({ code: "foreign-duplicate", severity: "error", message, hint: "Remove one of them", span });
      }
    }
  }

  #checkBinding(binding: ValidatingBindingDocument, policies: ReadonlyMap<string, ValidatingPolicyDocument>): void {
    const { policyName } = binding.spec;
    const policy = policies.get(policyName);
    if (policy === undefined) return this.#bindsNothing(binding, [...policies.keys()]);
    this.#checkParam(binding, policy);
  }

  #bindsNothing({ metadata, spec, origin }: ValidatingBindingDocument, names: readonly string[]): void {
    const near = suggest(spec.policyName, names);
    this.#report({
      code: "foreign-binds-nothing",
      severity: "error",
      message: `Binding \`${metadata.name}\` binds policy \`${spec.policyName}\`, but there is none of that name that can be run`,
      hint: near === undefined ? "Hand in the policy with `--policy` as well" : `Did you mean \`${near}\`?`,
      span: origin.at(["spec", "policyName"]),
    });
  }

  /** Parameters that a cluster may have and nobody handed in would change what the policy says. */
  #checkParam(
    { metadata, spec: { paramRef }, origin }: ValidatingBindingDocument,
    policy: ValidatingPolicyDocument,
  ): void {
    const { paramKind } = policy.spec;
    if (paramKind === null || paramRef === null) return;
    const known = this.#objects.some(({ value }) => isOfKind(value, paramKind) && isMeant(value, paramRef));
    if (known) return;
    const what = paramRef.selector === null ? `\`${paramRef.name ?? ""}\`` : "with the labels of its selector";
    this.#report({
      code: "foreign-missing-param",
      severity: "error",
      message: `Binding \`${metadata.name}\` takes a \`${paramKind.kind}\` ${what} as its parameters, but none was handed in`,
      hint: "Hand in the object with `--policy` as well",
      span: origin.at(["spec", "paramRef"]),
    });
  }

  #bound(document: ValidatingPolicyDocument): readonly BoundPolicy[] {
    const { name } = document.metadata;
    const compiled = compilePolicy(document, this.diagnostics);
    const bindings = this.#bindings.filter(({ spec }) => spec.policyName === name);
    if (bindings.length === 0) this.#unbound(document);
    return compiled === null ? [] : [{ document, compiled, bindings }];
  }

  #unbound({ metadata, origin }: ValidatingPolicyDocument): void {
    this.#report({
      code: "foreign-unbound",
      severity: "warning",
      message: `Nothing binds policy \`${metadata.name}\`, so it has no effect`,
      hint: "Hand in its `ValidatingAdmissionPolicyBinding` as well",
      span: origin.at(["metadata", "name"]),
    });
  }

  #report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}
