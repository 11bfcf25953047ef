import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import { KUBERNETES_VERSIONS, type Authorize, type KubernetesVersion, type ValueObject } from "#core/language";
import { sha256Hex } from "#core/model";
import { loadConstraints, type BoundConstraint } from "../gatekeeper/load.ts";
import { loadKyverno, type LoadedKyverno } from "../kyverno/load.ts";
import { refuseTwins } from "../documents/twins.ts";
import type { AdmissionDocuments, MutatingFound } from "../documents/read.ts";
import { loadMutating } from "../mutating/load.ts";
import { isDefinition } from "../mutating/schema/custom.ts";
import type { BoundMutatingPolicy } from "../mutating/types.ts";
import type { ForeignObject, ValidatingBindingDocument, ValidatingPolicyDocument } from "../documents/types.ts";
import { authorizeBy, isAccessReview } from "./authorize.ts";
import { compilePolicy } from "./compile-policy.ts";
import { isNamespaceObject } from "../model/namespace.ts";
import { textAt } from "../model/field.ts";
import type { BoundPolicy } from "./dispatch.ts";
import { awaitedParam, bindingProblem, unbound, type AwaitedParam } from "./bindings.ts";
import { isOfKind } from "./params.ts";

/** The policies that can be run, and what is wrong with the others and with what binds them. */
export interface LoadedAdmission {
  readonly policies: readonly BoundPolicy[];
  readonly constraints: readonly BoundConstraint[];
  readonly kyverno: LoadedKyverno;
  /** Those that change objects before others judge them. */
  readonly mutating: readonly BoundMutatingPolicy[];
  /** The objects that stand beside them: parameters and namespaces. */
  readonly objects: readonly ValueObject[];
  /** SHA-256 over all documents, in whatever order and files they stand; null without any. */
  readonly digest: string | null;
  /** The answers of the cluster's authorizer, as far as they were handed in. */
  readonly authorize: Authorize;
  /** Parameters that stand in no document, but may be among what is judged. */
  readonly awaited: readonly AwaitedParam[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles policies and puts them together with what binds them.
 *
 * A policy that the API server would refuse and a binding to nothing are errors; a policy that nothing binds has no effect in a cluster, which is a
 * warning. `version` is that of the cluster.
 */
export function loadAdmission(
  documents: readonly AdmissionDocuments[],
  version: KubernetesVersion = KUBERNETES_VERSIONS.newest,
): LoadedAdmission {
  const loader = new Loader(documents, version);
  const kyverno = loader.loadKyverno();
  const mutating = loader.loadMutating();
  const policies = loader.load();
  const constraints = loader.loadConstraints();
  const given = documents.flatMap((one) => one.objects.map(({ value }) => value));
  const objects = [...kyverno.namespaces, ...given];
  const digests = documents.flatMap((one) => one.digests).toSorted();
  const digest = digests.length === 0 ? null : sha256Hex(digests.map((one) => `${one}\n`).join(""));
  return {
    policies,
    constraints,
    kyverno,
    mutating,
    objects,
    digest,
    authorize: authorizeBy(objects),
    awaited: loader.awaited,
    diagnostics: sortDiagnostics([...loader.diagnostics, ...loader.awaited.map(({ warning }) => warning)]),
  };
}

/** No policies of others. */
export const NO_ADMISSION: LoadedAdmission = {
  policies: [],
  constraints: [],
  kyverno: { policies: [], mutating: [], exceptions: [], clock: { now: null }, namespaces: [], asksCluster: false },
  mutating: [],
  objects: [],
  digest: null,
  authorize: () => null,
  awaited: [],
  diagnostics: [],
};

/** The groups of engines whose documents are policies. */
const OF_ENGINES = /(?:^|\.)(?:gatekeeper\.sh|openpolicyagent\.org|kubewarden\.io)$/;

class Loader {
  readonly diagnostics: Diagnostic[];
  readonly awaited: AwaitedParam[] = [];
  readonly #documents: readonly AdmissionDocuments[];
  readonly #policies: readonly ValidatingPolicyDocument[];
  readonly #bindings: readonly ValidatingBindingDocument[];
  readonly #mutating: MutatingFound;
  readonly #objects: readonly ForeignObject[];
  readonly #version: KubernetesVersion;
  /** Whether policies may ask for any object, so that none is idle. */
  #isAskedFor = false;
  /** Whether policies may change objects, for which they need the definitions of their kinds. */
  #isMutating = false;

  constructor(documents: readonly AdmissionDocuments[], version: KubernetesVersion) {
    this.#version = version;
    this.diagnostics = documents.flatMap(({ diagnostics }) => diagnostics);
    this.#documents = documents;
    this.#policies = documents.flatMap(({ policies }) => policies);
    this.#bindings = documents.flatMap(({ bindings }) => bindings);
    this.#mutating = {
      policies: documents.flatMap(({ mutating }) => mutating.policies),
      bindings: documents.flatMap(({ mutating }) => mutating.bindings),
    };
    this.#objects = documents.flatMap(({ objects }) => objects);
  }

  load(): readonly BoundPolicy[] {
    refuseTwins(this.#policies, this.diagnostics);
    refuseTwins(this.#bindings, this.diagnostics);
    for (const binding of this.#bindings) {
      const problem = bindingProblem(binding, this.#policies);
      if (problem !== null) this.#report(problem);
      const awaited = awaitedParam(binding, this.#policies, this.#objects);
      if (awaited !== null) this.awaited.push(awaited);
    }
    for (const object of this.#objects) this.#checkObject(object);
    return this.#policies.flatMap((document) => this.#bound(document));
  }

  loadKyverno(): LoadedKyverno {
    const found = {
      policies: this.#documents.flatMap(({ kyverno }) => kyverno.policies),
      mutating: this.#documents.flatMap(({ kyverno }) => kyverno.mutating),
      exceptions: this.#documents.flatMap(({ kyverno }) => kyverno.exceptions),
      contexts: this.#documents.flatMap(({ kyverno }) => kyverno.contexts),
    };
    const loaded = loadKyverno(found, this.#objects, this.diagnostics);
    this.#isAskedFor = loaded.asksCluster;
    this.#isMutating = this.#mutating.policies.length + found.mutating.length > 0;
    return loaded;
  }

  loadMutating(): readonly BoundMutatingPolicy[] {
    const found = { ...this.#mutating, objects: this.#objects, version: this.#version };
    return loadMutating(found, this.diagnostics, this.awaited);
  }

  loadConstraints(): readonly BoundConstraint[] {
    const templates = this.#documents.flatMap((one) => one.templates);
    const constraints = this.#documents.flatMap((one) => one.constraints);
    return loadConstraints({ templates, constraints }, this.diagnostics);
  }

  /** A policy of another engine would look as if it were asked; what no policy takes is told, since it does nothing. */
  #checkObject({ value, origin }: ForeignObject): void {
    const policies = [...this.#policies, ...this.#mutating.policies];
    const paramKinds = policies.flatMap(({ spec }) => spec.paramKind ?? []);
    if (isNamespaceObject(value) || isAccessReview(value) || paramKinds.some((paramKind) => isOfKind(value, paramKind)))
      return;
    if (this.#isMutating && isDefinition(value)) return;
    const span = origin.at(["kind"]);
    const kind = textAt(value, "kind") ?? "";
    const [group = ""] = (textAt(value, "apiVersion") ?? "").split("/");
    if (Array.isArray(value["items"])) {
      const message = "The documents inside a list are not read as policies";
      const hint = "Write each as a document of its own, with `---` between them";
      this.#report({ code: "foreign-list", severity: "error", message, hint, span });
    } else if (OF_ENGINES.test(group)) {
      const message = `A \`${kind}\` of \`${group}\` cannot be run here`;
      const hint = "Leave it out, or rely on the cluster for it";
      this.#report({ code: "foreign-unsupported-kind", severity: "error", message, hint, span });
    } else if (!this.#isAskedFor) {
      const message = `No policy beside this \`${kind}\` takes it as its parameters, so it does nothing`;
      const hint = "Remove it, or correct its `apiVersion` and `kind`";
      this.#report({ code: "foreign-idle-object", severity: "warning", message, hint, span });
    }
  }

  #bound(document: ValidatingPolicyDocument): readonly BoundPolicy[] {
    const { name } = document.metadata;
    const compiled = compilePolicy(document, this.diagnostics, {
      version: this.#version,
      variablesInConditions: false,
      paramsInVariablesOnly: false,
      authorizer: true,
    });
    const bindings = this.#bindings.filter(({ spec }) => spec.policyName === name);
    if (bindings.length === 0) this.#report(unbound(document));
    return compiled === null ? [] : [{ document, compiled, bindings }];
  }

  #report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}
