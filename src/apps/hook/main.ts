import { hook, type HookWorld } from "./hook.ts";

const WORLD: HookWorld = {
  environment: process.env,
  input: process.stdin,
  write: (answer) =>
    new Promise((resolve, reject) => {
      process.stdout.on("error", reject);
      process.stdout.write(answer, (error) => (error == null ? resolve() : reject(error)));
    }),
  complain: (text) => process.stderr.write(text),
};

/** Runs the hook by the arguments of the process, and ends with what it answers. Whatever escapes it ends with 2 as well. */
export async function main(): Promise<void> {
  process.exitCode = 2;
  process.stderr.on("error", () => undefined);
  process.on("uncaughtException", () => process.exit(2));
  process.exitCode = await hook(process.argv.slice(3), WORLD);
}
