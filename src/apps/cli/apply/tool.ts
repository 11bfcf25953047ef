import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { PLAN_TOOLS, type PlanTool } from "#core/wire";
import { printable } from "#adapters/reporters";
import { UsageError } from "../usage-error.ts";

/** Terraform or OpenTofu on this machine. `folder` is where it runs: that of the root module. */
export interface Tool {
  readonly name: PlanTool;
  readonly program: string;
  readonly folder: string;
}

const MOST_OUTPUT = 512 * 1024 * 1024;

/** The tool that was asked for, or else whichever is there, Terraform first. Throws a `UsageError` when there is none. */
export function findTool(asked: PlanTool | undefined, folder: string): Tool {
  const names = asked === undefined ? PLAN_TOOLS : [asked];
  for (const name of names) {
    const program = programOf(name);
    if (program !== null) return { name, program, folder };
  }
  throw new UsageError(
    `There is no ${names.map((name) => `\`${name}\``).join(" and no ")} on the PATH`,
    "install one, or hand in what `show -json` wrote, with the plan itself as `--plan-file`",
  );
}

/** Folders that hang on where somebody stands are passed over: the tool is started elsewhere than it is looked for. */
function programOf(name: string): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What `show -json` says of a saved plan, or of the state without one. Throws a `UsageError` with what the tool complained of. */
export function showJson({ name, program, folder }: Tool, plan: string | null): Uint8Array {
  const args = ["show", "-json", ...(plan === null ? [] : [plan])];
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    env: environmentOfTools(),
    maxBuffer: MOST_OUTPUT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (status === 0 && error === undefined) return stdout;
  const reason = error === undefined ? lastLines(stderr.toString("utf8")) : error.message;
  throw new UsageError(
    `\`${name} show -json\` failed: ${reason}`,
    "run it where the plan was made, after `init`, or name that folder with --chdir",
  );
}

/** The environment as it is, but for the token of the control plane: what a plan runs has no use for it but a bad one. */
function environmentOfTools(): NodeJS.ProcessEnv {
  const { WRIT_TOKEN: _token, ...environment } = process.env;
  return environment;
}

/** How a run of a tool ended: with a code, or by a signal; with neither when it was never started. */
export interface ToolRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const STDERR = 2;
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Applies one saved plan and nothing else. The tool has a session of its own, so that a signal reaches it once: the one that is forwarded here. What it prints goes
 * to stderr, because stdout is for the result. Never rejects.
 */
export function applyPlan({ program, folder }: Tool, plan: string): Promise<ToolRun> {
  return new Promise((resolve) => {
    const child = spawn(program, ["apply", "-input=false", plan], {
      cwd: folder,
      env: environmentOfTools(),
      detached: true,
      stdio: ["ignore", STDERR, STDERR],
    });
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    const end = (run: ToolRun): void => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(run);
    };
    child.on("error", (error) => {
      process.stderr.write(`writ: \`${program}\`: ${printable(error.message)}\n`);
      // A signal that could not be passed on ends nothing.
      if (child.pid === undefined) end({ code: null, signal: null });
    });
    child.on("close", (code, signal) => end({ code, signal }));
  });
}

const MOST_LINES = 8;

function lastLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-MOST_LINES).join(" ").slice(-1000);
}
