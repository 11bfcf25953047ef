import type { Diagnostic } from "#core/diagnostics";
import { expressionDiagnostic, type Origin, type SourceExpression } from "#core/documents";
import {
  checkExpression,
  parseExpression,
  type CheckedExpression,
  type Environment,
  type ParsedExpression,
  type Type,
} from "#core/language";

import { badPatterns } from "./bad-patterns.ts";

/** An expression of a document, parsed, with what is needed to speak about it. */
export interface ParsedSource {
  readonly origin: Origin;
  readonly source: SourceExpression;
  readonly parsed: ParsedExpression;
}

/** Parses an expression of a document; null after its problems were reported with their places in the file. */
export function parseSource(origin: Origin, source: SourceExpression, diagnostics: Diagnostic[]): ParsedSource | null {
  const result = parseExpression(source.text);
  const problems = result.kind === "parsed" ? badPatterns(result.parsed) : result.problems;
  diagnostics.push(...problems.map((problem) => expressionDiagnostic(origin, source, problem)));
  return result.kind === "parsed" && problems.length === 0 ? { origin, source, parsed: result.parsed } : null;
}

/** How an expression is checked. */
export interface SourceCheck {
  readonly environment: Environment;
  readonly expected?: Type;
  readonly diagnostics: Diagnostic[];
}

/** Checks a parsed expression; null after its problems were reported with their places in the file. */
export function checkSource({ origin, source, parsed }: ParsedSource, check: SourceCheck): CheckedExpression | null {
  const result = checkExpression(parsed, check.environment, check.expected);
  if (result.kind === "checked") return result.checked;
  check.diagnostics.push(...result.problems.map((problem) => expressionDiagnostic(origin, source, problem)));
  return null;
}
