import type { Diagnostic } from "#core/diagnostics";
import type { NamedExpression, SourceExpression } from "#core/documents";
import type { Environment, KubernetesVersion, Type } from "#core/language";
import type { Mutation, MutatingPolicyDocument } from "../documents/mutating-types.ts";
import type { CompiledVariable } from "../validating/compile-policy.ts";
import { admissionEnvironment, variableType } from "../validating/environment.ts";
import { compileAdmission, type AdmissionExpression, type Compilation } from "../validating/expression.ts";
import { withPatchTypes } from "./values/patch-types.ts";

/** One change, ready to run. */
export interface CompiledMutation {
  readonly patchType: Mutation["patchType"];
  readonly expression: AdmissionExpression;
}

/** The expressions of a mutating policy, ready to run. */
export interface CompiledMutatingPolicy {
  readonly matchConditions: readonly AdmissionExpression[];
  readonly variables: readonly CompiledVariable[];
  readonly mutations: readonly CompiledMutation[];
}

/** What each type of patch must evaluate to. */
const RESULTS: Readonly<Record<Mutation["patchType"], string>> = {
  ApplyConfiguration: "Object",
  JSONPatch: "list(JSONPatch)",
};

/** Compiles every expression of a policy; null after problems were reported, since a policy that would be refused is not run in part. */
export function compileMutatingPolicy(
  document: MutatingPolicyDocument,
  diagnostics: Diagnostic[],
  version: KubernetesVersion,
): CompiledMutatingPolicy | null {
  return new MutatingCompiler(document, diagnostics, version).compile();
}

class MutatingCompiler {
  readonly #document: MutatingPolicyDocument;
  readonly #diagnostics: Diagnostic[];
  readonly #version: KubernetesVersion;
  readonly #types = new Map<string, Type>();
  #failed = false;

  constructor(document: MutatingPolicyDocument, diagnostics: Diagnostic[], version: KubernetesVersion) {
    this.#document = document;
    this.#diagnostics = diagnostics;
    this.#version = version;
  }

  /** Conditions read no variables, and variables build no objects. */
  compile(): CompiledMutatingPolicy | null {
    const { spec } = this.#document;
    const variables = spec.variables.flatMap((variable) => this.#variable(variable));
    const conditions = this.#environment(null);
    const matchConditions = spec.matchConditions.flatMap(({ expression }) =>
      this.#compiled(expression, { environment: conditions, results: ["bool"] }),
    );
    const environment = this.#environment(this.#types);
    const mutations = spec.mutations.flatMap(({ patchType, expression }) => {
      const how = { environment, results: [RESULTS[patchType]], extend: withPatchTypes };
      return this.#compiled(expression, how).map((one): CompiledMutation => ({ patchType, expression: one }));
    });
    return this.#failed ? null : { matchConditions, variables, mutations };
  }

  #environment(variables: ReadonlyMap<string, Type> | null): Environment {
    return admissionEnvironment({
      params: this.#document.spec.paramKind !== null,
      variables,
      version: this.#version,
    });
  }

  /** Each variable sees those before it. */
  #variable({ name, expression }: NamedExpression): readonly CompiledVariable[] {
    const [compiled] = this.#compiled(expression, { environment: this.#environment(this.#types), results: [] });
    if (compiled === undefined) return [];
    this.#types.set(name, variableType(compiled.checked.type));
    return [{ name, expression: compiled }];
  }

  #compiled(
    source: SourceExpression,
    how: Pick<Compilation, "environment" | "results" | "extend">,
  ): readonly AdmissionExpression[] {
    const { origin } = this.#document;
    const compilation = { ...how, origin, version: this.#version, diagnostics: this.#diagnostics };
    const compiled = compileAdmission(source, compilation);
    if (compiled !== null) return [compiled];
    this.#failed = true;
    return [];
  }
}
