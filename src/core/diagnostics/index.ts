export type { Diagnostic, DiagnosticSeverity, Position, Span } from "./diagnostic.ts";
export { createLineIndex, type LineIndex } from "./line-index.ts";
export { cut } from "./cut.ts";
export { hasErrors, sortDiagnostics } from "./collect.ts";
export { startOfFile } from "./start-of-file.ts";
export { suggest } from "./suggest.ts";
export { InvariantError, UnavailableError } from "./errors.ts";
