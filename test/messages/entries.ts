import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadDocuments } from "#core/bundle";
import type { Diagnostic } from "#core/diagnostics";
import { parseDocuments } from "#core/documents";
import { formatDiagnostic } from "../../src/apps/cli/commands/diagnostics.ts";

const FOLDER = import.meta.dirname;

/** A document that is wrong in one way, and all that `writ lint` says of it. */
export interface Entry {
  readonly code: string;
  /** The document as it is written in the table: `«text×3»` in it stands for the text three times. */
  readonly document: string;
  /** An expression, where the document is the policy around it. */
  readonly expression: string | null;
  readonly says: string;
}

/** What the page calls a part of the codes, and what each of its codes means. */
export interface CodeGroup {
  readonly title: string | null;
  readonly codes: Readonly<Record<string, string>>;
}

/** The codes with their meaning; those that no document brings about, with the reason, have no title. */
export function codeGroups(): readonly CodeGroup[] {
  const groups: readonly { readonly title?: string; readonly codes: CodeGroup["codes"] }[] = parse(read("codes.yaml"));
  return groups.map(({ title = null, codes }) => ({ title, codes }));
}

/** Every entry of the table, by the name of its file. */
export function entries(): ReadonlyMap<string, readonly Entry[]> {
  const policy = read("policy.yaml");
  const files = readdirSync(join(FOLDER, "table")).toSorted();
  return new Map(
    files.map((file) => {
      const written: readonly Partial<Entry>[] = parse(read(join("table", file)));
      return [file, written.map((entry) => entryOf(entry, policy))];
    }),
  );
}

function entryOf(written: Partial<Entry>, policy: string): Entry {
  const { code = "", expression = null, says = "" } = written;
  const document = written.document ?? policy.replace("EXPRESSION", () => expression ?? "");
  return { code, expression, says, document };
}

/** A command that says something, with its exit code. */
export interface CommandEntry {
  readonly code: string;
  /** Run by a shell in an empty folder. */
  readonly command: string;
  readonly exits: number;
  readonly says: string;
}

/** What only a command can say, since it is about files. */
export function commandEntries(): readonly CommandEntry[] {
  const written: readonly CommandEntry[] = parse(read("commands.yaml"));
  return written;
}

/** What is said of the document of an entry, beside those of `base.yaml`. */
export function diagnosticsOf({ document }: Entry): readonly Diagnostic[] {
  const file = { file: "policy.yaml", text: expanded(document) };
  return loadDocuments([file], [parseDocuments("base.yaml", read("base.yaml"))]).diagnostics;
}

/** Diagnostics as `writ lint` prints them. */
export function printed(diagnostics: readonly Diagnostic[], { document }: Entry): string {
  const lines = expanded(document).split("\n");
  const text = diagnostics.map((one) => formatDiagnostic(one, (_, line) => lines[line - 1] ?? null));
  return text.map((one) => `${one}\n`).join("");
}

function expanded(document: string): string {
  return document.replaceAll(/«([^»×]*)(?:×(\d+))?»/g, (_, text: string, times = "1") =>
    text.replaceAll("\\t", "\t").repeat(Number(times)),
  );
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), "utf8");
}
