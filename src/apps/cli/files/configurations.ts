import { readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import {
  calledDirectories,
  decodeText,
  isConfigurationFile,
  isVariablesFile,
  MODULE_MANIFEST,
  readTerraformConfiguration,
  type Companion,
} from "#adapters/sources";
import { startOfFile, type Diagnostic } from "#core/diagnostics";
import type { SourceReading } from "#core/model";
import type { FileChoice } from "./expand.ts";
import { readInput } from "./read.ts";

/** What became of the Terraform configurations among the files: a reading for each root module, and what else there is to say. */
export interface Configurations {
  readonly readings: readonly SourceReading[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How configurations are read. */
export interface ConfigurationOptions {
  readonly maxBytes: number;
  /** Files of values for the variables of every root module, the stronger ones last. */
  readonly variables: readonly Companion[];
  /** The folders in which a plan was read, which is judged instead of the configuration that it was made from. */
  readonly planned: ReadonlySet<string>;
  readonly progress: (folder: string) => void;
}

/** Tells a file that is read with its whole folder, or as values for the configurations of a run. */
export function isPartOfConfiguration({ file }: FileChoice): boolean {
  return file !== "-" && (isConfigurationFile(file) || isVariablesFile(file));
}

/** The folder of a file, in the form in which folders are compared. */
export function folderOf(file: string): string {
  return normalize(dirname(file));
}

/**
 * Reads configurations of Terraform: the files of one folder are one root module, together with the folders of the modules that it calls.
 *
 * A folder that was come upon is no root module when another one calls it. Of a folder of which files were named, the resources in these are
 * judged, and the rest is there to understand them by.
 */
export function readConfigurations(choices: readonly FileChoice[], options: ConfigurationOptions): Configurations {
  const disk = new ConfigurationDisk(options.maxBytes);
  const readings: SourceReading[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { folder, named } of rootsAmong(choices, disk)) {
    options.progress(folder);
    if (named.length === 0 && options.planned.has(folder)) {
      diagnostics.push(besidePlan(folder));
      continue;
    }
    const [first = folder, ...others] = named;
    const name = named.length === 0 || others.length > 0 ? folder : first;
    const judged = named.length === 0 ? {} : { judged: new Set(named.map((file) => normalize(file))) };
    readings.push(
      readTerraformConfiguration({
        name,
        root: folder,
        files: disk.configuration(folder),
        variables: options.variables,
        ...judged,
      }),
    );
  }
  return { readings, diagnostics: [...diagnostics, ...disk.diagnostics] };
}

/** A root module: its folder, and the files that were asked for by name; none when the whole folder is judged. */
interface Root {
  readonly folder: string;
  readonly named: readonly string[];
}

function rootsAmong(choices: readonly FileChoice[], disk: ConfigurationDisk): readonly Root[] {
  const byFolder = new Map<string, FileChoice[]>();
  for (const choice of choices) {
    if (!isConfigurationFile(choice.file)) continue;
    const folder = folderOf(choice.file);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), choice]);
  }
  const whole = [...byFolder].filter(([, files]) => files.some(({ named }) => !named)).map(([folder]) => folder);
  const partly = [...byFolder].filter(([folder]) => !whole.includes(folder));
  return [
    ...uncalled(whole, disk).map((folder) => ({ folder, named: [] })),
    ...partly.map(([folder, files]) => ({ folder, named: files.map(({ file }) => file) })),
  ];
}

/** The folders that no other one calls, and of those that call each other in a circle the first. */
function uncalled(folders: readonly string[], disk: ConfigurationDisk): readonly string[] {
  const called = new Map(folders.map((folder) => [folder, disk.called(folder)]));
  const inner = new Set([...called].flatMap(([folder, others]) => [...others].filter((other) => other !== folder)));
  const roots = folders.filter((folder) => !inner.has(folder));
  const covered = new Set(roots.flatMap((folder) => [folder, ...(called.get(folder) ?? [])]));
  for (const folder of folders) {
    if (covered.has(folder)) continue;
    roots.push(folder);
    for (const one of [folder, ...(called.get(folder) ?? [])]) covered.add(one);
  }
  return roots;
}

/** The files of configurations on the disk, each read once. */
class ConfigurationDisk {
  readonly diagnostics: Diagnostic[] = [];
  readonly #maxBytes: number;
  readonly #files = new Map<string, readonly Companion[]>();
  readonly #configurations = new Map<string, readonly Companion[]>();

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The files of a root module, of the modules that it calls, and what lies beside them. */
  configuration(root: string): readonly Companion[] {
    const known = this.#configurations.get(root);
    if (known) return known;
    const files = [...this.#folder(root), ...this.#optional(join(root, MODULE_MANIFEST))];
    const taken = new Set([root]);
    for (let pending = [root]; pending.length > 0;) {
      pending = calledDirectories(root, files)
        .map((folder) => normalize(folder))
        .filter((folder) => !taken.has(folder));
      for (const folder of pending) {
        taken.add(folder);
        files.push(...this.#folder(folder));
      }
    }
    this.#configurations.set(root, files);
    return files;
  }

  /** The folders of the modules that a root module calls, directly or not. */
  called(root: string): readonly string[] {
    return calledDirectories(root, this.configuration(root)).map((folder) => normalize(folder));
  }

  /** One file; none, with a diagnostic, when it cannot be read. */
  file(path: string): readonly Companion[] {
    const known = this.#files.get(path) ?? this.#read(path);
    this.#files.set(path, known);
    return known;
  }

  #folder(folder: string): readonly Companion[] {
    const names = listFiles(folder).filter(
      (name) => isConfigurationFile(name) || isVariablesFile(name) || name === LOCK_FILE,
    );
    return names.toSorted().flatMap((name) => this.file(join(folder, name)));
  }

  #optional(path: string): readonly Companion[] {
    const outcome = readInput(path, path, this.#maxBytes);
    const text = outcome.kind === "read" ? decodeText(outcome.input) : null;
    return text?.kind === "text" ? [{ file: path, text: text.text }] : [];
  }

  #read(path: string): readonly Companion[] {
    const outcome = readInput(path, path, this.#maxBytes);
    if (outcome.kind === "failed") return this.#refuse(outcome.diagnostic);
    if (outcome.input.bytes.length === 0) return [{ file: path, text: "" }];
    const text = decodeText(outcome.input, this.#maxBytes);
    return text.kind === "text"
      ? [{ file: path, text: text.text }]
      : this.#refuse({ ...text.diagnostic, span: startOfFile(path) });
  }

  #refuse(diagnostic: Diagnostic): readonly Companion[] {
    this.diagnostics.push(diagnostic);
    return [];
  }
}

const LOCK_FILE = ".terraform.lock.hcl";

/** The names of the files in a folder; a folder that is not there has none, which the reading says of the module that is looked for in it. */
function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function besidePlan(folder: string): Diagnostic {
  return {
    code: "configuration-beside-plan",
    severity: "warning",
    message: `The configuration in \`${folder}\` was not judged: the plan in the same folder was, which says more`,
    hint: "Name one of the `.tf` files to judge what they say now",
    span: startOfFile(folder),
  };
}
