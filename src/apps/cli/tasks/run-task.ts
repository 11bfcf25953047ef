import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskCredential } from "#client";
import { UsageError } from "../usage-error.ts";

/** What a command must not find in its environment: by these it could act as whoever started it, or ask for more. */
const TAKEN_AWAY = /^(?:WRIT_TOKEN|AWS_.+|KUBECONFIG|PG(?:PASSWORD|PASSFILE|SERVICE|SERVICEFILE|SSLKEY)|DATABASE_URL)$/;

/** How a command ended: its exit code, or 128 and the signal that ended it, as shells tell it. */
export interface Ended {
  readonly exitCode: number;
}

/**
 * Runs a command with a credential in its environment, in place of those that are there, and with this process' input and output. What the credential has in files is in a folder of
 * this user alone, which is gone when the command is over. Throws a `UsageError` for a command that cannot be started.
 */
export async function runTask(command: readonly string[], credential: TaskCredential): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "writ-task-"));
  try {
    return await run(command, environmentOf(credential, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environmentOf({ environment, files }: TaskCredential, folder: string): NodeJS.ProcessEnv {
  const paths = new Map<string, string>();
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, `file-${paths.size}`);
    writeFileSync(path, content, { mode: 0o600 });
    paths.set(`\${${name}}`, path);
  }
  const inherited = Object.entries(process.env).filter(([name]) => !TAKEN_AWAY.test(name));
  const own = Object.entries(environment).map(([name, value]) => [name, paths.get(value) ?? value] as const);
  return { ...Object.fromEntries(inherited), ...Object.fromEntries(own) };
}

/** Signals that are the command's to answer. */
const HANDED_ON = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function run([program = "", ...rest]: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { env, stdio: "inherit" });
    const handOn = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of HANDED_ON) process.on(signal, handOn);
    const over = (): void => {
      for (const signal of HANDED_ON) process.off(signal, handOn);
    };
    child.on("error", ({ message }) => {
      over();
      reject(new UsageError(`Cannot start \`${program}\`: ${message}`));
    });
    child.on("close", (code, signal) => {
      over();
      resolve({ exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) });
    });
  });
}
