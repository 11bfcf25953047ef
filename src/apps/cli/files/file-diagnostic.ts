import { startOfFile, type Diagnostic } from "#core/diagnostics";

/** An error about a file as a whole. The hint may be that of a usage error, which follows a colon: here it begins a line. */
export function fileDiagnostic(code: string, file: string, message: string, hint: string): Diagnostic {
  const line = `${hint.slice(0, 1).toUpperCase()}${hint.slice(1)}`;
  return { code, severity: "error", message, hint: line, span: startOfFile(file) };
}

/** What the operating system said, in words rather than error codes where the code is a common one. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EEXIST: "it is there already",
  EACCES: "permission is denied",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  ENOSPC: "no space is left",
  EROFS: "the disk can only be read",
  ENOTDIR: "a part of its path is no folder",
  EMFILE: "too many files are open",
};
