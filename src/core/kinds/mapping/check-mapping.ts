import { BOOL, checkExpression, DYN, listOf, parseExpression } from "#core/language";
import type { CheckedExpression, Environment, ExpressionProblem, StructType, Type } from "#core/language";
import { suggest, type Diagnostic } from "#core/diagnostics";
import {
  expressionDiagnostic,
  type Mapping,
  type Origin,
  type PropertySchema,
  type ResourceKindDocument,
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

/** A mapping whose every expression is checked. */
export interface CheckedMapping {
  readonly kind: string;
  readonly rule: Mapping;
  readonly when: CheckedExpression | null;
  readonly each: CheckedExpression | null;
  readonly properties: readonly CheckedProperty[];
}

export interface MappingCheck {
  /** Null when there is an error in it. */
  readonly mapping: CheckedMapping | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one mapping of a kind document; `at` is its position in `spec.mappings`. */
export function checkMapping(document: ResourceKindDocument, structs: readonly StructType[], at: number): MappingCheck {
  const rule = document.spec.mappings[at];
  if (rule === undefined) return { mapping: null, diagnostics: [] };
  const kind = document.metadata.name;
  const checker = new MappingChecker(document, mappingEnvironment(kind, structs, rule));
  const when = checker.expression(rule.when, BOOL, "before items");
  const each = checker.expression(rule.each, listOf(DYN), "before items");
  const properties = Object.entries(rule.properties).map(([key, source]) => checker.property(key, source));
  checker.refuseOverlaps(rule.properties);
  if (checker.diagnostics.length > 0) return { mapping: null, diagnostics: checker.diagnostics };
  const whole = properties.filter((property) => property !== null);
  return { mapping: { kind, rule, when, each, properties: whole }, diagnostics: [] };
}

class MappingChecker {
  readonly diagnostics: Diagnostic[] = [];
  readonly #document: ResourceKindDocument;
  readonly #environment: Environment;

  constructor(document: ResourceKindDocument, environment: Environment) {
    this.#document = document;
    this.#environment = environment;
  }

  property(key: string, source: SourceExpression): CheckedProperty | null {
    const path = key.split(".");
    const schema = schemaAt(this.#document.spec.properties, path);
    if (schema === undefined) {
      this.diagnostics.push(unknownProperty(this.#document, key, source));
      return null;
    }
    const type = typeOfSchema(`writ.${this.#document.metadata.name}.${key}`, schema);
    const checked = this.expression(source, type);
    return checked === null ? null : { path, schema, checked };
  }

  expression(source: SourceExpression | null, expected: Type, stage?: "before items"): CheckedExpression | null {
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
      if (whole !== undefined) this.diagnostics.push(overlap(this.#document.origin, { key, whole }, source));
    }
  }

  #reject(source: SourceExpression, problems: readonly ExpressionProblem[]): null {
    this.diagnostics.push(...problems.map((problem) => expressionDiagnostic(this.#document.origin, source, problem)));
    return null;
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

function unknownProperty(
  { metadata, spec, origin }: ResourceKindDocument,
  key: string,
  source: SourceExpression,
): Diagnostic {
  const likely = suggest(key, Object.keys(spec.properties));
  return {
    code: "kind-unknown-property",
    severity: "error",
    message: `A mapping of kind \`${metadata.name}\` computes \`${key}\`, which is no property of the kind`,
    span: origin.at(source.path),
    ...(likely !== undefined && { hint: `Did you mean \`${likely}\`?` }),
  };
}

function overlap(origin: Origin, { key, whole }: { key: string; whole: string }, source: SourceExpression): Diagnostic {
  return {
    code: "kind-overlapping-properties",
    severity: "error",
    message: `A mapping computes both \`${whole}\` and its part \`${key}\``,
    hint: "Compute the property as a whole or part by part",
    span: origin.at(source.path),
  };
}
