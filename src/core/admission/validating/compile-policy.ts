import type { Diagnostic } from "#core/diagnostics";
import type { NamedExpression, SourceExpression } from "#core/documents";
import type { Environment, Type } from "#core/language";
import type { AuditAnnotation, ValidatingPolicyDocument } from "../documents/types.ts";
import { admissionEnvironment, variableType } from "./environment.ts";
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

/** What an engine allows beyond the API server. */
export interface PolicyOptions {
  readonly variablesInConditions: boolean;
}

/** Compiles every expression of a policy; null after problems were reported, since a policy that would be refused is not run in part. */
export function compilePolicy(
  document: ValidatingPolicyDocument,
  diagnostics: Diagnostic[],
  options: PolicyOptions = { variablesInConditions: false },
): CompiledPolicy | null {
  const compiler = new PolicyCompiler(document, diagnostics);
  return compiler.compile(options);
}

class PolicyCompiler {
  readonly #document: ValidatingPolicyDocument;
  readonly #diagnostics: Diagnostic[];
  readonly #types = new Map<string, Type>();
  #failed = false;

  constructor(document: ValidatingPolicyDocument, diagnostics: Diagnostic[]) {
    this.#document = document;
    this.#diagnostics = diagnostics;
  }

  compile({ variablesInConditions }: PolicyOptions): CompiledPolicy | null {
    const { spec } = this.#document;
    const variables = spec.variables.flatMap((variable) => this.#variable(variable));
    const environment = this.#environment(this.#types);
    const conditions = variablesInConditions ? environment : this.#environment(null);
    const matchConditions = spec.matchConditions.flatMap(({ expression }) => this.#bool(expression, conditions));
    const conditionVariables = variablesInConditions ? variables : [];
    const validations = spec.validations.flatMap((validation) =>
      this.#bool(validation.expression, environment).map((expression): CompiledValidation => ({
        expression,
        messageExpression: this.#message(validation.messageExpression, environment),
        message: validation.message,
        reason: validation.reason ?? "Invalid",
      })),
    );
    const auditAnnotations = spec.auditAnnotations.flatMap((one) => this.#annotation(one, environment));
    return this.#failed ? null : { matchConditions, conditionVariables, variables, validations, auditAnnotations };
  }

  #environment(variables: ReadonlyMap<string, Type> | null): Environment {
    return admissionEnvironment({ params: this.#document.spec.paramKind !== null, variables });
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
    const compiled = compileAdmission(source, { origin, environment, results, diagnostics: this.#diagnostics });
    if (compiled !== null) return [compiled];
    this.#failed = true;
    return [];
  }
}
