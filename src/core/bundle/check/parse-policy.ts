import type { Diagnostic } from "#core/diagnostics";
import { expressionDiagnostic, type NamedExpression, type PolicyDocument, type Validation } from "#core/documents";
import { parseSource, type ParsedSource } from "../expression/check-source.ts";
import { fieldReads } from "../expression/field-reads.ts";

/** A policy whose every expression is parsed. */
export interface ParsedPolicy {
  readonly document: PolicyDocument;
  readonly matchConditions: readonly ParsedVariable[];
  readonly variables: readonly ParsedVariable[];
  readonly validations: readonly ParsedValidation[];
}

export interface ParsedVariable {
  readonly name: string;
  readonly parsed: ParsedSource;
}

interface ParsedValidation {
  readonly id: string;
  readonly message: string | null;
  readonly parsed: ParsedSource;
  readonly parsedMessage: ParsedSource | null;
}

/** Parses all expressions of a policy; null after their problems were reported, and those of variables that use what stands after them. */
export function parsePolicy(document: PolicyDocument, diagnostics: Diagnostic[]): ParsedPolicy | null {
  const before = diagnostics.length;
  const { spec, origin } = document;
  const parseNamed = ({ name, expression }: NamedExpression): readonly ParsedVariable[] => {
    const parsed = parseSource(origin, expression, diagnostics);
    return parsed === null ? [] : [{ name, parsed }];
  };
  const variables = spec.variables.flatMap(parseNamed);
  const matchConditions = spec.matchConditions.flatMap(parseNamed);
  const validations = spec.validations.flatMap((validation) => parseValidation(document, validation, diagnostics));
  reportDisorder(variables, diagnostics);
  return diagnostics.length > before ? null : { document, matchConditions, variables, validations };
}

function parseValidation(
  { origin }: PolicyDocument,
  { id, message, expression, messageExpression }: Validation,
  diagnostics: Diagnostic[],
): readonly ParsedValidation[] {
  const parsed = parseSource(origin, expression, diagnostics);
  const parsedMessage = messageExpression === null ? null : parseSource(origin, messageExpression, diagnostics);
  return parsed === null ? [] : [{ id, message, parsed, parsedMessage }];
}

function reportDisorder(variables: readonly ParsedVariable[], diagnostics: Diagnostic[]): void {
  const undeclared = new Set(variables.map(({ name }) => name));
  for (const variable of variables) {
    const { parsed: source } = variable;
    for (const { field, exprId } of fieldReads(source.parsed.expr, "variables")) {
      if (!undeclared.has(field)) continue;
      const range = source.parsed.ranges.get(exprId) ?? { start: 0, end: source.parsed.source.length };
      diagnostics.push(
        expressionDiagnostic(source.origin, source.source, { ...disorder(variable.name, field), ...range }),
      );
    }
    undeclared.delete(variable.name);
  }
}

function disorder(name: string, used: string): { code: string; message: string; hint: string } {
  return {
    code: "policy-variable-order",
    message:
      name === used
        ? `Variable \`${name}\` uses itself`
        : `Variable \`${name}\` uses \`variables.${used}\`, which stands after it`,
    hint: name === used ? "Write its value without it" : `Move \`${used}\` in front of \`${name}\``,
  };
}
