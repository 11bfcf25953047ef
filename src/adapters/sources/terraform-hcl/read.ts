import type { Diagnostic } from "#core/diagnostics";
import type { NativeChange, NativeResource, SourceInput, SourceReading } from "#core/model";
import { unseenObjects } from "../kubernetes/terraform-manifest.ts";
import { nothingRead } from "../nothing-read.ts";
import { filesFor } from "../parameters/index.ts";
import type { Companion, SourceOptions } from "../source-format.ts";
import { createGroupNames } from "../terraform-plan/groups.ts";
import { directoryOf, normalise } from "../terraform-plan/hcl/module-directory.ts";
import { readDirectory } from "../terraform-plan/hcl/directory.ts";
import { decodeText } from "../text/index.ts";
import { placeOf, type Declared, type ModuleDefinition } from "./configuration/definition.ts";
import { createDirectories } from "./configuration/directories.ts";
import { parseFile } from "./configuration/parse-file.ts";
import { Budget } from "./evaluate/budget.ts";
import { Issues } from "./issues.ts";
import { createLocate } from "./locate.ts";
import * as messages from "./modules/messages.ts";
import { rootModule, type ModuleInstance } from "./modules/module-instance.ts";
import type { ResourceInstance } from "./modules/resource-instance.ts";
import { circumstancesIn, removals } from "./moves.ts";
import { ownSettings, type OwnContext } from "./own-settings.ts";
import { createProviders } from "./providers.ts";
import { changeOf, resourceOf, type ResourceContext } from "./resources.ts";
import { checkSettings, settingsFiles, settingsFrom } from "./settings.ts";

/** The name of the format in readings. */
export const TERRAFORM_HCL = "terraform-hcl";

/** One configuration: the files of its root module, those of the modules that it calls, and what lies beside them. */
export interface TerraformConfiguration {
  /** What the reading is called: the folder, or the one file that is judged. */
  readonly name: string;
  /** The folder of the root module. */
  readonly root: string;
  readonly files: readonly Companion[];
  /** The files of the root module whose resources are judged; all of them when absent. */
  readonly judged?: ReadonlySet<string>;
  /** Files of variables' values beside those that Terraform takes by itself, the stronger ones last. */
  readonly variables?: readonly Companion[];
}

/**
 * Reads a configuration of Terraform or OpenTofu as far as it can be known without a plan.
 *
 * Total, pure and bounded. Resources have the ids, types, attributes and references that a plan of them has; what only a plan or an apply can
 * tell is an `Unknown`. What is not judged because it is not there or cannot be read is in `unresolved`, with a diagnostic.
 */
export function readTerraformConfiguration(configuration: TerraformConfiguration): SourceReading {
  return new ConfigurationReader(configuration).read();
}

/** Reads one file as a configuration, with the files beside it to understand it by. */
export function readTerraformFile(
  input: SourceInput,
  { maxBytes, hcl = [], parameters }: SourceOptions,
): SourceReading {
  const decoded = decodeText(input, maxBytes);
  if (decoded.kind === "rejected") return nothingRead(TERRAFORM_HCL, input.file, decoded.diagnostic);
  const file = { file: input.file, text: decoded.text };
  const files = [file, ...hcl.filter((one) => normalise(one.file) !== normalise(input.file))];
  return readTerraformConfiguration({
    name: input.file,
    root: directoryOf(input.file),
    files,
    judged: new Set([input.file]),
    variables: filesFor(TERRAFORM_HCL, parameters),
  });
}

const PROBLEM_CODES = {
  "hcl-syntax": "terraform-syntax",
  "hcl-truncated": "terraform-truncated",
  "hcl-too-deep": "terraform-too-deep",
} as const;

class ConfigurationReader {
  readonly #configuration: TerraformConfiguration;
  readonly #issues = new Issues();
  readonly #declared = new Map<string, Declared>();
  readonly #changes: NativeChange[] = [];
  readonly #surroundings: NativeResource[] = [];
  readonly #seen = new Set<ModuleDefinition>();

  constructor(configuration: TerraformConfiguration) {
    this.#configuration = configuration;
  }

  read(): SourceReading {
    const { name, root, files, judged, variables = [] } = this.#configuration;
    const directory = normalise(root);
    const directories = createDirectories(directory, files, judged);
    const definition = directories.definition(directory);
    if (definition) {
      const budget = new Budget((what) => this.#issues.leaveOpen(messages.exhausted(what), startOf(definition)));
      const valueFiles = settingsFiles(directory, files, variables);
      const settings = settingsFrom(valueFiles, budget);
      const module = rootModule(definition, { directories, issues: this.#issues, budget, settings });
      for (const file of valueFiles) this.#reportSyntax(file);
      checkSettings(module, settings, this.#issues);
      const { locked } = readDirectory(
        files.filter((file) => file.file.endsWith(".terraform.lock.hcl") && directoryOf(file.file) === directory),
      );
      const context = { file: name, providers: createProviders(locked), groups: createGroupNames(name) };
      this.#addModule(module, context, judged ?? null);
      this.#addSettings(definition, { file: name, locked }, judged ?? null);
    }
    return {
      format: TERRAFORM_HCL,
      file: name,
      changes: this.#changes,
      surroundings: this.#surroundings,
      unresolved: this.#issues.unresolved,
      diagnostics: this.#issues.diagnostics,
      locate: createLocate((id) => this.#declared.get(id)),
    };
  }

  /** `judged` names the files whose resources are judged; null when all are. */
  #addModule(module: ModuleInstance, context: ResourceContext, judged: ReadonlySet<string> | null): void {
    this.#reportProblems(module);
    const circumstances = circumstancesIn(module);
    const isJudged = ({ file }: Declared): boolean => judged === null || judged.has(file.file);
    for (const declaration of module.definition.resources.values()) {
      for (const instance of module.resources(declaration)) {
        const resource = this.#resource(instance, context);
        if (declaration.isData || !isJudged(declaration)) this.#surroundings.push(resource);
        else this.#change(changeOf(resource, instance.isAny, circumstances(instance.id)), declaration);
      }
    }
    for (const [name, call] of module.definition.calls) {
      const instances = module.children(name)?.instances ?? [];
      for (const child of instances) this.#addModule(child, context, isJudged(call) ? null : NONE);
    }
    this.#changes.push(...removals(module, (address, one) => this.#removed(address, one, context)));
  }

  #change(change: NativeChange, declaration: Declared): void {
    this.#changes.push(change);
    const unseen = unseenObjects(change);
    if (unseen) this.#issues.leaveOpen({ ...unseen, severity: "warning" }, placeOf(declaration), unseen.id);
  }

  /** What the root module says of itself; the modules that it calls leave the choice of versions to it. */
  #addSettings(definition: ModuleDefinition, context: OwnContext, judged: ReadonlySet<string> | null): void {
    for (const { change, declared } of ownSettings(definition, context)) {
      if (judged !== null && !judged.has(declared.file.file)) continue;
      this.#declared.set(change.after.id, declared);
      this.#changes.push(change);
    }
  }

  #resource(instance: ResourceInstance, context: ResourceContext): NativeResource {
    this.#declared.set(instance.id, instance.declaration);
    return resourceOf(instance, context);
  }

  /** A resource of which only the address is known. */
  #removed(address: string, declared: Declared, { groups }: ResourceContext): NativeResource | null {
    const [type, name] = /(?:^|\.)([\w-]+)\.([\w-]+)(?:\[[^\]]*\])?$/.exec(address)?.slice(1) ?? [];
    if (type === undefined || name === undefined || type === "module" || this.#declared.has(address)) return null;
    this.#declared.set(address, declared);
    const provider = type.split("_", 1)[0] ?? type;
    const source = { file: declared.file.file, address, path: [] };
    const rest = { labels: {}, native: {}, references: [], source };
    return {
      id: address,
      type,
      provider,
      providerVersion: null,
      group: groups("planned", provider, ""),
      module: "",
      name,
      scope: provider,
      ...rest,
    };
  }

  /** Once for all instances of a module. */
  #reportProblems({ definition }: ModuleInstance): void {
    if (this.#seen.has(definition)) return;
    this.#seen.add(definition);
    for (const file of definition.files) this.#reportSyntax(file);
    for (const one of definition.repeated)
      this.#issues.leaveOpen(messages.repeated(one.address), placeOf(one), one.address);
  }

  #reportSyntax(file: Companion): void {
    for (const { code, message, offset } of parseFile(file).problems) {
      const remark = syntaxRemark(file.file, PROBLEM_CODES[code], message);
      this.#issues.leaveOpen(remark, { file, extent: { start: offset, end: offset } });
    }
  }
}

const NONE: ReadonlySet<string> = new Set();

function syntaxRemark(
  file: string,
  code: string,
  message: string,
): Pick<Diagnostic, "code" | "severity" | "message" | "hint"> {
  const hint = "Correct it here, or see what `terraform validate` says; the rest of the file was read";
  return { code, severity: "error", message: `Cannot read all of \`${file}\`: ${message}`, hint };
}

function startOf({ files }: ModuleDefinition): Parameters<Issues["say"]>[1] {
  const [file = { file: "", text: "" }] = files;
  return { file, extent: { start: 0, end: 0 } };
}
