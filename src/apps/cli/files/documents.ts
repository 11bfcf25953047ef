import { relative } from "node:path";
import { decodeText } from "#adapters/sources";
import type { Diagnostic } from "#core/diagnostics";
import { expandPaths, type Expansion } from "./expand.ts";
import { fileDiagnostic } from "./file-diagnostic.ts";
import { readInput } from "./read.ts";

const EXTENSIONS = [".yaml", ".yml", ".json"];

/** Folders of test cases: Writ's own, and those of policies of Kyverno. */
const OF_TESTS = /(^|[/\\])(?:cases|\.kyverno-test|\.chainsaw-test)[/\\]/;

/** The documents behind a path. The inputs and expectations of test cases lie beside policies and are none, unless they are asked for. */
export function documentFiles(path: string, extensions: readonly string[] = EXTENSIONS): Expansion {
  const { files, diagnostics } = expandPaths([path], extensions);
  const isDocument = (file: string): boolean => !OF_TESTS.test(relative(path, file));
  return { files: files.filter(({ file, named }) => named || isDocument(file)), diagnostics };
}

/** The text of a document file, or why it cannot be read; `-` is stdin. */
export function readDocument(file: string): string | Diagnostic {
  const read = readInput(file, "stdin");
  if (read.kind === "failed") return read.diagnostic;
  const decoded = decodeText(read.input);
  if (decoded.kind === "text") return decoded.text;
  const { code, message, hint = "" } = decoded.diagnostic;
  return fileDiagnostic(code, file, message, hint);
}
