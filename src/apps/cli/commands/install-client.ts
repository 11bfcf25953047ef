import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { Option, type Command } from "commander";
import type { HookClientName } from "#points/hooks";
import { CLIENT_FORMS, SCOPES, type ClientForm, type Scope } from "../hooks/clients.ts";
import { BACKUP, diffOf, makeChanges, planInstall, planUndo, type Installation } from "../hooks/install.ts";
import { stubScript } from "../hooks/stub.ts";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { parseServer } from "../control-plane/server-address.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { UsageError } from "../usage-error.ts";

interface ClientFlags extends ServerFlags {
  readonly scope: Scope;
  readonly project: string;
  readonly http?: boolean;
  readonly undo?: boolean;
  readonly dryRun?: boolean;
}

const CLIENTS: readonly HookClientName[] = ["claude-code", "codex", "gemini", "cursor"];

/** Adds `writ install claude-code`, `codex`, `gemini` and `cursor`. */
export function addInstallClients(install: Command): void {
  for (const client of CLIENTS) {
    const form = CLIENT_FORMS[client];
    const command = addServerFlags(install.command(client))
      .summary(`the hooks by which ${form.title} asks before its agent acts`)
      .description(
        `Writes the hooks by which ${form.title} asks a control plane before its agent acts, shows what changes, and takes it out again by \`--undo\`.`,
      )
      .addOption(new Option("--scope <scope>", "whose sessions ask").choices(SCOPES).default("user"))
      .option("--project <folder>", "the folder of `--scope project`", ".")
      .option("--undo", "take the hooks out")
      .option("--dry-run", "only show what would change");
    if (client === "claude-code")
      command.option("--http", "ask over HTTP from within the client, by the token in WRIT_TOKEN");
    command.action(async (flags: ClientFlags) => {
      await run(client, flags);
    });
  }
}

async function run(client: HookClientName, flags: ClientFlags): Promise<void> {
  const form = CLIENT_FORMS[client];
  const installation = installationOf(client, flags);
  const changes = flags.undo === true ? planUndo(installation) : planInstall(installation);
  if (changes.length === 0) return print("Nothing changes.\n");
  print(diffOf(changes));
  if (flags.dryRun === true) return;
  if (flags.undo !== true) await assertAgent(flags);
  makeChanges(changes);
  const last = changes.at(-1)?.file ?? "";
  print(flags.undo === true ? `Taken out of ${last}.\n` : doneText(form, last));
}

function doneText(form: ClientForm, file: string): string {
  const version = versionNote(form);
  return [
    `Written to ${file}; what was there is in ${file}${BACKUP}, if anything was.`,
    "Next:",
    ...form.next,
    ...version,
  ]
    .join("\n  ")
    .concat("\n");
}

function installationOf(client: HookClientName, flags: ClientFlags): Installation {
  const home = homedir();
  const project = resolve(flags.project);
  const common = { client, scope: flags.scope, home, project };
  if (flags.http === true && flags.undo !== true) assertHeedsFailures(CLIENT_FORMS[client]);
  const http = flags.http === true ? httpHook(client, flags) : null;
  const file = flags.scope === "managed" ? "/etc/writ/hook" : join(home, ".writ/hook");
  if (flags.undo === true) return { ...common, program: [file], stub: null, http };
  const stub = stubOf(flags);
  return stub === null
    ? { ...common, program: programOf(flags), stub: null, http }
    : { ...common, program: [file], stub: { file, text: stub }, http };
}

/** The stub for bash; null where the control plane is elsewhere or there is no bash, and Node has to ask. */
function stubOf(flags: ClientFlags): string | null {
  const { url, socketPath } = parseServer(addressOf(flags), false);
  if (process.platform === "win32")
    throw new UsageError("The hooks are for a shell, which Windows lacks", "install them within WSL");
  if (!existsSync("/bin/bash")) return null;
  const tokenFile = tokenFileOf(flags);
  if (socketPath !== null)
    return existsSync("/usr/bin/curl") ? stubScript({ server: { socket: socketPath }, tokenFile }) : null;
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "http:") return null;
  return stubScript({
    server: { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port === "" ? 80 : port) },
    tokenFile,
  });
}

function programOf(flags: ClientFlags): readonly string[] {
  return [
    process.execPath,
    join(PACKAGE_ROOT, "bin/writ.js"),
    "hook",
    "--server",
    addressOf(flags),
    "--token-file",
    tokenFileOf(flags),
  ];
}

function addressOf({ server }: ClientFlags): string {
  return server ?? process.env["WRIT_SERVER"] ?? "http://127.0.0.1:7410";
}

function tokenFileOf({ tokenFile }: ClientFlags): string {
  if (tokenFile !== undefined) return resolve(tokenFile);
  throw new UsageError(
    "No file with the agent's token is named",
    "name it with --token-file: `writ whoami --token-file` tells whose it is",
  );
}

function httpHook(client: HookClientName, flags: ClientFlags): Readonly<Record<string, unknown>> {
  const { url, socketPath } = parseServer(addressOf(flags), false);
  if (socketPath !== null) throw new UsageError("The client cannot ask over a socket by itself", "leave `--http` out");
  return {
    type: "http",
    url: `${url}/v1/hooks/${client}`,
    headers: { Authorization: "Bearer $WRIT_TOKEN" },
    allowedEnvVars: ["WRIT_TOKEN"],
    timeout: CLIENT_FORMS[client].timeout,
    onFailure: "block",
  };
}

/** From which version on Claude Code stops an action whose hook failed, where the hook says so. */
const HEEDS_FAILURES = [2, 1, 295] as const;

function assertHeedsFailures(form: ClientForm): void {
  const version = versionOf(form);
  if (version !== null && isAtLeast(version, HEEDS_FAILURES)) return;
  const found = version === null ? "its version cannot be told" : `this is ${version.join(".")}`;
  throw new UsageError(
    `Before ${HEEDS_FAILURES.join(".")}, ${form.title} goes ahead when a hook over HTTP gets no answer, and ${found}`,
    "leave `--http` out: the command that is installed then blocks in every version",
  );
}

/** Who does not belong to an agent, or may not ask, is told before anything changes. */
async function assertAgent(flags: ClientFlags): Promise<void> {
  const { principal, roles } = await connect(flags).me();
  if (principal.kind === "agent" && roles.length > 0) return;
  throw new UsageError(
    principal.kind === "agent"
      ? "The token has no role, so that it may ask nothing"
      : `The token belongs to a ${principal.kind}, and hooks ask for an agent`,
    "make one of kind `agent` with the role `operator`",
  );
}

function versionNote(form: ClientForm): readonly string[] {
  const version = versionOf(form);
  if (version === null)
    return [`\`${form.program}\` did not tell its version here: hooks are heeded from ${form.least.join(".")} on.`];
  if (isAtLeast(version, form.least)) return [];
  return [
    `This is ${form.title} ${version.join(".")}, which ignores these hooks: they are heeded from ${form.least.join(".")} on.`,
  ];
}

type Version = readonly [number, number, number];

function versionOf({ program }: ClientForm): Version | null {
  const { stdout } = spawnSync(program, ["--version"], {
    encoding: "utf8",
    timeout: 10_000,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [, major, minor, patch] = /(\d{1,6})\.(\d{1,6})\.(\d{1,6})/.exec(stdout ?? "") ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

function isAtLeast(version: Version, least: Version): boolean {
  const at = version.findIndex((part, index) => part !== least[index]);
  return at === -1 || (version[at] ?? 0) > (least[at] ?? 0);
}

function print(text: string): void {
  process.stdout.write(text);
}
