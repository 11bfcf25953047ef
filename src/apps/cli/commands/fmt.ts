import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { printable } from "#adapters/reporters";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { formatDocuments } from "#core/documents";
import { EXIT } from "#points/check";
import { readConfig } from "../config/config.ts";
import { documentFiles, readDocument } from "../files/documents.ts";
import type { FileChoice } from "../files/expand.ts";
import { fileDiagnostic, reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";
import { createLineReader, formatDiagnostic } from "./diagnostics.ts";

const EXTENSIONS = [".yaml", ".yml"];
const STDIN = "-";

interface FmtFlags {
  readonly check?: boolean;
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ writ fmt                                # the documents that writ.yaml names
  $ writ fmt policies/ kinds/store.yaml
  $ writ fmt policies/ --check              # for CI: lists what is not formatted and changes nothing
  $ writ fmt - < policy.yaml                # from stdin to stdout

Keys are put in the order of \`writ schema\`, expressions are broken at || and && where a line would grow too long, comments are kept.
Files in which something else than policy documents stands are left alone.

Exit codes:
  0  everything is formatted now (with --check: was formatted)
  1  with --check: a file is not formatted
  2  a file cannot be read or formatted`;

/** Adds \`writ fmt\`. */
export function addFmt(program: Command): void {
  program
    .command("fmt")
    .summary("format policy documents")
    .description("Formats policy documents in YAML. What they say stays the same, and so do comments.")
    .argument("[paths...]", "files and folders of documents, or `-` for stdin (default: those of writ.yaml)")
    .option("--check", "change nothing, and list what is not formatted")
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((paths: readonly string[], flags: FmtFlags) => {
      process.exitCode = fmt(paths, flags);
    });
}

/** What became of one file. */
type Outcome =
  | { readonly kind: "kept" | "changed"; readonly file: string }
  | { readonly kind: "broken"; readonly file: string; readonly diagnostics: readonly Diagnostic[] };

function fmt(paths: readonly string[], { check = false, config }: FmtFlags): number {
  const chosen = paths.length > 0 ? paths : readConfig(config).policies;
  if (chosen.length === 0)
    throw new UsageError("No file is named", "name files or folders, as in `writ fmt policies/`");
  const found = chosen.map((path) => documentFiles(path, EXTENSIONS));
  const outcomes = found.flatMap(({ files }) => files.map((choice) => formatFile(choice, check)));
  const broken = outcomes.flatMap((outcome) => (outcome.kind === "broken" ? outcome.diagnostics : []));
  const lines = createLineReader();
  const diagnostics = [...found.flatMap((one) => one.diagnostics), ...broken];
  for (const one of diagnostics) process.stderr.write(`${formatDiagnostic(one, lines)}\n`);
  const changed = outcomes.filter(({ kind, file }) => kind === "changed" && file !== STDIN);
  for (const { file } of changed) process.stdout.write(`${printable(file)}\n`);
  if (hasErrors(diagnostics)) return EXIT.broken;
  return check && outcomes.some(({ kind }) => kind === "changed") ? EXIT.violations : EXIT.compliant;
}

function formatFile({ file, named }: FileChoice, check: boolean): Outcome {
  const text = readDocument(file);
  if (typeof text !== "string") return { kind: "broken", file, diagnostics: [text] };
  const result = formatDocuments(file, text);
  if (result.kind === "refused") return { kind: "broken", file, diagnostics: result.diagnostics };
  if (result.kind === "foreign")
    return named ? { kind: "broken", file, diagnostics: [foreign(file)] } : { kind: "kept", file };
  const changed = result.text !== text;
  if (!check && (changed || file === STDIN)) write(file, result.text);
  return { kind: changed ? "changed" : "kept", file };
}

function write(file: string, text: string): void {
  if (file === STDIN) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`Cannot write \`${file}\`: ${reasonOf(error)}`);
  }
}

function foreign(file: string): Diagnostic {
  const message = `\`${file}\` holds something else than policy documents, which \`writ fmt\` leaves alone`;
  return fileDiagnostic("document-format", file, message, "format it with a formatter for YAML");
}
