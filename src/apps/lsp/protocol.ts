import {
  CompletionItemKind,
  DiagnosticSeverity,
  SymbolKind,
  type CompletionItem,
  type Diagnostic as ProtocolDiagnostic,
  type DocumentSymbol,
  type Range,
} from "vscode-languageserver/node";
import type { Diagnostic, Span } from "#core/diagnostics";
import type { Suggestion } from "./services/complete.ts";
import type { Outline } from "./services/symbols.ts";

/** A span in the protocol's terms: lines and characters from 0, in UTF-16 code units as ours. */
export function toRange({ start, end }: Span): Range {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

/** A diagnostic with its code; the hint follows the message. */
export function toDiagnostic({ code, severity, message, hint, span }: Diagnostic): ProtocolDiagnostic {
  return {
    source: "writ",
    code,
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    message: hint === undefined ? message : `${message}\nhint: ${hint}`,
    range: span === undefined ? START : toRange(span),
  };
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const KINDS: Readonly<Record<Suggestion["what"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
  field: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  macro: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
};

/** A suggestion as an editor lists it. */
export function toCompletion({ label, what, detail, about }: Suggestion): CompletionItem {
  return {
    label,
    kind: KINDS[what],
    insertText: what === "key" ? `${label}: ` : label,
    ...(detail !== "" && { detail }),
    ...(about !== "" && { documentation: { kind: "markdown", value: about } }),
  };
}

const SYMBOLS: Readonly<Record<Outline["what"], SymbolKind>> = {
  document: SymbolKind.Object,
  variable: SymbolKind.Variable,
  parameter: SymbolKind.Constant,
  validation: SymbolKind.Boolean,
  property: SymbolKind.Property,
  condition: SymbolKind.Boolean,
  environment: SymbolKind.Namespace,
  mapping: SymbolKind.Struct,
};

/** A part of the outline. */
export function toSymbol({ name, detail, what, span, children }: Outline): DocumentSymbol {
  const range = toRange(span);
  return { name, detail, kind: SYMBOLS[what], range, selectionRange: range, children: children.map(toSymbol) };
}
