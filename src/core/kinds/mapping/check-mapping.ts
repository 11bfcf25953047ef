import { BOOL, checkExpression, DYN, listOf, parseExpression } from "#core/language";
import type { CheckedExpression, Environment, ExpressionProblem, StructField, StructType, Type } from "#core/language";
import { suggest, type Diagnostic } from "#core/diagnostics";
import {
  expressionDiagnostic,
  type Mapping,
  type NamedExpression,
  type Origin,
  type PropertySchema,
  type SourceExpression,
} from "#core/documents";
import { typeOfSchema } from "../schema/struct-types.ts";
import { mappingEnvironment, withoutItem } from "./environment.ts";

/** A property that a mapping computes: where it goes, and how. */
export interface CheckedProperty {
  readonly path: readonly string[];
  readonly schema: PropertySchema;
  readonly checked: CheckedExpression;
}

/** A kind as its mappings see it. */
export interface MappedKind {
  readonly kind: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly structs: readonly StructType[];
}

/** A variable that the properties of a mapping share. */
export interface CheckedVariable {
  readonly name: string;
  readonly checked: CheckedExpression;
}

/** A mapping whose every expression is checked. */
export interface CheckedMapping {
  readonly kind: string;
  readonly rule: Mapping;
  readonly when: CheckedExpression | null;
  readonly each: CheckedExpression | null;
  readonly variables: readonly CheckedVariable[];
  readonly properties: readonly CheckedProperty[];
}

export interface MappingCheck {
  /** Null when there is an error in it. */
  readonly mapping: CheckedMapping | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one mapping of a kind; `origin` is the document that holds it. */
export function checkMapping(kind: MappedKind, rule: Mapping, origin: Origin): MappingCheck {
  const checker = new MappingChecker(kind, rule, origin);
  const when = checker.expression(rule.when, BOOL, "before items");
  const each = checker.expression(rule.each, listOf(DYN), "before items");
  const variables = rule.variables.map((variable) => checker.variable(variable));
  const properties = Object.entries(rule.properties).map(([key, source]) => checker.property(key, source));
  checker.refuseOverlaps(rule.properties);
  if (checker.diagnostics.length > 0) return { mapping: null, diagnostics: checker.diagnostics };
  const mapping = {
    kind: kind.kind,
    rule,
    when,
    each,
    variables: variables.filter((variable) => variable !== null),
    properties: properties.filter((property) => property !== null),
  };
  return { mapping, diagnostics: [] };
}

class MappingChecker {
  readonly diagnostics: Diagnostic[] = [];
  readonly #kind: MappedKind;
  readonly #origin: Origin;
  readonly #shared = new Map<string, StructField>();
  readonly #environment: Environment;

  constructor(kind: MappedKind, rule: Mapping, origin: Origin) {
    this.#kind = kind;
    this.#origin = origin;
    this.#environment = mappingEnvironment(kind, rule, this.#shared);
  }

  /** A variable that has an error counts as `dyn` afterwards, so that one mistake is told once. */
  variable({ name, expression }: NamedExpression): CheckedVariable | null {
    const checked = this.expression(expression);
    this.#shared.set(name, { type: checked?.type ?? DYN });
    return checked === null ? null : { name, checked };
  }

  property(key: string, source: SourceExpression): CheckedProperty | null {
    const path = key.split(".");
    const schema = schemaAt(this.#kind.properties, path);
    if (schema === undefined) {
      this.diagnostics.push(this.#unknownProperty(key, source));
      return null;
    }
    const type = typeOfSchema(`writ.${this.#kind.kind}.${key}`, schema);
    const checked = this.expression(source, type);
    return checked === null ? null : { path, schema, checked };
  }

  expression(source: SourceExpression | null, expected?: Type, stage?: "before items"): CheckedExpression | null {
    if (source === null) return null;
    const parsed = parseExpression(source.text);
    if (parsed.kind === "rejected") return this.#reject(source, parsed.problems);
    const environment = stage === undefined ? this.#environment : withoutItem(this.#environment);
    const checked = checkExpression(parsed.parsed, environment, expected);
    return checked.kind === "checked" ? checked.checked : this.#reject(source, checked.problems);
  }

  /** A property is computed as a whole or by its parts, never both. */
  refuseOverlaps(properties: Readonly<Record<string, SourceExpression>>): void {
    const keys = Object.keys(properties);
    for (const [key, source] of Object.entries(properties)) {
      const whole = keys.find((other) => key.startsWith(`${other}.`));
      if (whole !== undefined) this.diagnostics.push(overlap(this.#origin, { key, whole }, source));
    }
  }

  #reject(source: SourceExpression, problems: readonly ExpressionProblem[]): null {
    this.diagnostics.push(...problems.map((problem) => expressionDiagnostic(this.#origin, source, problem)));
    return null;
  }

  #unknownProperty(key: string, source: SourceExpression): Diagnostic {
    const likely = suggest(key, Object.keys(this.#kind.properties));
    return {
      code: "kind-unknown-property",
      severity: "error",
      message: `A mapping of kind \`${this.#kind.kind}\` computes \`${key}\`, which is no property of the kind`,
      span: this.#origin.key(source.path),
      hint:
        likely === undefined ? `Declare it in \`properties\` of the kind, or remove it` : `Did you mean \`${likely}\`?`,
    };
  }
}

/** The schema of a property by its path through objects; own keys only. */
function schemaAt(
  properties: Readonly<Record<string, PropertySchema>>,
  path: readonly string[],
): PropertySchema | undefined {
  const [key = "", ...rest] = path;
  const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
  return rest.length === 0 || schema === undefined ? schema : schemaAt(schema.properties ?? {}, rest);
}

function overlap(origin: Origin, { key, whole }: { key: string; whole: string }, source: SourceExpression): Diagnostic {
  return {
    code: "kind-overlapping-properties",
    severity: "error",
    message: `A mapping computes both \`${whole}\` and its part \`${key}\``,
    hint: "Compute the property as a whole or part by part",
    span: origin.key(source.path),
  };
}
