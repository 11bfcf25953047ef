import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { readPath } from "../files/path.ts";
import { invoke, type Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { unknownSubcommand } from "./read-service.ts";
import type { ReachTrait, Verb } from "#core/model";

const OPTIONS = optionTable(
  "chdir= version,v help,h auto-approve destroy target= replace= var= var-file= refresh? refresh-only lock? lock-timeout= input? no-color json compact-warnings parallelism= state= state-out= backup= out= detailed-exitcode generate-config-out= exclude= config= allow-missing allow-missing-config upgrade reconfigure migrate-state force-copy backend? backend-config= from-module= get? plugin-dir= lockfile= recursive check diff write? list? raw id= force ignore-remote-version dry-run? provider= fs-mirror= net-mirror= platform= filter= test-directory= verbose",
  { oneDash: true, endAtOperand: false, abbreviates: false },
);

/** Subcommands that only look, and those that change the state or what is set up. */
const READS = new Set(["validate", "show", "output", "graph", "version", "get", "metadata", "modules", "fmt"]);
const STATE: ReadonlyMap<string, Verb> = new Map([
  ["list", "read"],
  ["show", "read"],
  ["pull", "read"],
  ["rm", "release"],
  ["mv", "update"],
  ["push", "update"],
  ["replace-provider", "update"],
]);

/** Reads `terraform`, `tofu` and `terragrunt`: what an apply does is known from its plan alone. */
export function readTerraform(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, OPTIONS);
  const [command, second] = parsed.operands;
  if (command === undefined || parsed.has("help", "version")) return;
  requireUnderstood(draft, call.program, parsed);
  for (const file of parsed.values("var-file")) actOnFile(draft, "read", file);
  for (const file of [...parsed.values("out"), ...parsed.values("generate-config-out")])
    actOnFile(draft, "update", file);
  if (command.text === "apply" || command.text === "destroy") return change(draft, call, parsed);
  if (command.text === "state") return state(draft, call, second?.text ?? null, parsed);
  readRest(draft, call, command.text ?? "", parsed);
}

/** Subcommands that run providers, which are programs that the configuration names. */
const RUNS: ReadonlyMap<string, Verb> = new Map([
  ["plan", "read"],
  ["console", "read"],
  ["init", "update"],
  ["test", "update"],
  ["refresh", "update"],
]);
const CHANGES: ReadonlyMap<string, readonly [Verb, readonly ReachTrait[]]> = new Map([
  ["workspace", ["update", []]],
  ["import", ["adopt", []]],
  ["taint", ["update", ["forced"]]],
  ["untaint", ["update", ["forced"]]],
  ["force-unlock", ["update", ["forced"]]],
]);

function readRest(draft: Draft, call: Call, command: string, parsed: ParsedOptions): void {
  const runs = RUNS.get(command);
  const changes = CHANGES.get(command);
  if (command === "fmt" && !parsed.has("check")) layOut(draft, parsed);
  else if (command === "providers") providers(draft, parsed);
  else if (READS.has(command)) configuration(draft, "read", parsed, []);
  else if (changes !== undefined) configuration(draft, changes[0], parsed, changes[1]);
  else if (runs === undefined) unknownSubcommand(draft, call);
  else {
    configuration(draft, runs, parsed, []);
    invoke(draft, call, "project");
    if (command === "console")
      draft.unresolved(
        "code-on-stdin",
        `\`${call.program} console\` evaluates what it is given, which may read any file`,
      );
  }
}

/** The configuration files of the folders that are named, or those files themselves. */
function layOut(draft: Draft, parsed: ParsedOptions): void {
  const [, ...named] = parsed.operands;
  if (named.some(({ text }) => text === "-")) return;
  const folder = parsed.value("chdir") ?? { text: "." };
  const inside = parsed.has("recursive") ? "/**/*.tf" : "/*.tf";
  for (const { text } of named.length > 0 ? named : [{ text: "." }]) {
    const path = within(folder.text, text);
    const isFile = path === null || /\.[a-z.]+$/.test(path);
    actOnFile(draft, "update", { text: isFile ? path : `${path}${inside}`, quoted: isFile });
  }
}

function within(folder: string | null, path: string | null): string | null {
  if (folder === null || path === null) return null;
  return folder === "." || path.startsWith("/") ? path : `${folder}/${path}`;
}

/** `providers` only tells of them, but for what it writes into a folder. */
function providers(draft: Draft, parsed: ParsedOptions): void {
  const [, act, folder] = parsed.operands;
  configuration(draft, "read", parsed, []);
  if (act?.text === "mirror" && folder !== undefined) actOnFile(draft, "update", folder, { traits: ["recursive"] });
  if (act !== undefined && act.text !== "schema" && act.text !== "mirror") configuration(draft, "update", parsed, []);
}

function change(draft: Draft, call: Call, parsed: ParsedOptions): void {
  const destroys = parsed.operands[0]?.text === "destroy" || parsed.has("destroy");
  const reach: ReachTrait[] = [parsed.has("target") ? "reach-many" : "reach-all"];
  if (parsed.has("auto-approve")) reach.push("forced");
  if (destroys) reach.push("irreversible");
  const plan = parsed.operands[1];
  if (plan !== undefined && !destroys) actOnFile(draft, "read", plan);
  configuration(draft, destroys ? "delete" : "update", parsed, reach);
  draft.unresolved(
    "plan-unknown",
    `What \`${call.program} ${parsed.operands[0]?.text ?? ""}\` changes stands in a plan, which is to be submitted and applied as such`,
  );
}

function state(draft: Draft, call: Call, command: string | null, parsed: ParsedOptions): void {
  const verb = command === null ? undefined : STATE.get(command);
  if (verb === undefined) return unknownSubcommand(draft, call);
  configuration(draft, verb, parsed, verb === "read" ? [] : ["forced"]);
  if (command === "push" || command === "rm")
    draft.unresolved(
      "plan-unknown",
      `What \`${call.program} state ${command}\` lets the next apply change is not known`,
    );
}

/** Says what is done by a configuration in the folder that it stands in. */
function configuration(draft: Draft, verb: Verb, parsed: ParsedOptions, traits: readonly ReachTrait[]): void {
  const folder = parsed.value("chdir") ?? { text: ".", quoted: true };
  const { path } = readPath(folder, draft.setting);
  const type = "terraform configuration";
  draft.act(verb, { kind: "Configuration", type, provider: "terraform", id: path ?? "?", name: path ?? "?" }, traits);
}
