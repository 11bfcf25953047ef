import type { Diagnostic } from "#core/diagnostics";
import type { NamedExpression, SourceExpression } from "#core/documents";
import type { Environment, KubernetesVersion, Type } from "#core/language";
import type { AuditAnnotation, ValidatingPolicyDocument } from "../documents/types.ts";
import { admissionEnvironment, variableType, type Speech } from "./environment.ts";
import { compileAdmission, type AdmissionExpression } from "./expression.ts";

/** A validation ready to run; `message` is the fallback that the policy writes. */
export interface CompiledValidation {
  readonly expression: AdmissionExpression;
  readonly messageExpression: AdmissionExpression | null;
  readonly message: string | null;
  readonly reason: string;
}

export interface CompiledVariable {
  readonly name: string;
  readonly expression: AdmissionExpression;
}

export interface CompiledAnnotation {
  readonly key: string;
  readonly expression: AdmissionExpression;
}

/** The expressions of a policy, ready to run. */
export interface CompiledPolicy {
  readonly matchConditions: readonly AdmissionExpression[];
  /** The variables that conditions may read: none, unless an engine other than the API server says so. */
  readonly conditionVariables: readonly CompiledVariable[];
  readonly variables: readonly CompiledVariable[];
  readonly validations: readonly CompiledValidation[];
  readonly auditAnnotations: readonly CompiledAnnotation[];
}

/** The engine by which a policy is compiled. */
export interface PolicyEngine {
  /** The version of Kubernetes whose functions it has. */
  readonly version: KubernetesVersion;
  /** Whether conditions may read variables, as beside the API server they may. */
  readonly variablesInConditions: boolean;
  /** Whether variables alone may read `params`, and all else what they make of it. */
  readonly paramsInVariablesOnly: boolean;
  /** Whether expressions may ask the authorizer of the cluster; messages never may. */
  readonly authorizer: boolean;
}

/** Compiles every expression of a policy; null after problems were reported, since a policy that would be refused is not run in part. */
export function compilePolicy(
  document: ValidatingPolicyDocument,
  diagnostics: Diagnostic[],
  engine: PolicyEngine,
): CompiledPolicy | null {
  return new PolicyCompiler(document, diagnostics, engine).compile();
}

class PolicyCompiler {
  readonly #document: ValidatingPolicyDocument;
  readonly #diagnostics: Diagnostic[];
  readonly #engine: PolicyEngine;
  readonly #types = new Map<string, Type>();
  #failed = false;

  constructor(document: ValidatingPolicyDocument, diagnostics: Diagnostic[], engine: PolicyEngine) {
    this.#document = document;
    this.#diagnostics = diagnostics;
    this.#engine = engine;
  }

  compile(): CompiledPolicy | null {
    const { variablesInConditions } = this.#engine;
    const { spec } = this.#document;
    const variables = spec.variables.flatMap((variable) => this.#variable(variable));
    const hidden = this.#engine.paramsInVariablesOnly ? { params: false } : {};
    const environment = this.#environment(this.#types, hidden);
    const ofMessages = this.#environment(this.#types, { ...hidden, authorizer: false });
    const conditions = variablesInConditions ? environment : this.#environment(null, hidden);
    const matchConditions = spec.matchConditions.flatMap(({ expression }) => this.#bool(expression, conditions));
    const conditionVariables = variablesInConditions ? variables : [];
    const validations = spec.validations.flatMap((validation) =>
      this.#bool(validation.expression, environment).map((expression): CompiledValidation => ({
        expression,
        messageExpression: this.#message(validation.messageExpression, ofMessages),
        message: validation.message,
        reason: validation.reason ?? "Invalid",
      })),
    );
    const auditAnnotations = spec.auditAnnotations.flatMap((one) => this.#annotation(one, environment));
    return this.#failed ? null : { matchConditions, conditionVariables, variables, validations, auditAnnotations };
  }

  #environment(variables: Speech["variables"], but: Partial<Speech> = {}): Environment {
    const { version, authorizer } = this.#engine;
    const params = this.#document.spec.paramKind !== null;
    return admissionEnvironment({ params, variables, version, authorizer, ...but });
  }

  #bool(source: SourceExpression, environment: Environment): readonly AdmissionExpression[] {
    return this.#compiled(source, environment, ["bool"]);
  }

  #message(source: SourceExpression | null, environment: Environment): AdmissionExpression | null {
    return source === null ? null : (this.#compiled(source, environment, ["string"])[0] ?? null);
  }

  /** Each variable sees those before it. */
  #variable({ name, expression }: NamedExpression): readonly CompiledVariable[] {
    const [compiled] = this.#compiled(expression, this.#environment(this.#types), []);
    if (compiled === undefined) return [];
    this.#types.set(name, variableType(compiled.checked.type));
    return [{ name, expression: compiled }];
  }

  #annotation({ key, valueExpression }: AuditAnnotation, environment: Environment): readonly CompiledAnnotation[] {
    return this.#compiled(valueExpression, environment, ["string", "null"]).map((expression) => ({ key, expression }));
  }

  #compiled(
    source: SourceExpression,
    environment: Environment,
    results: readonly Type["kind"][],
  ): readonly AdmissionExpression[] {
    const { origin } = this.#document;
    const { version } = this.#engine;
    const diagnostics = this.#diagnostics;
    const compiled = compileAdmission(source, { origin, environment, version, results, diagnostics });
    if (compiled !== null) return [compiled];
    this.#failed = true;
    return [];
  }
}
