import type { Command } from "commander";
import { main } from "#apps/hook";

const EXAMPLES = `
Examples:
  $ writ install claude-code --token-file ~/.writ-token   # sets the hook up; the rest happens by itself
  $ writ hook claude-code < event.json                    # what would be answered?

Exit codes:
  0  the client's answer is on standard output
  2  the client must not go on, for the reason on standard error: also whenever there is no answer`;

/** Adds `writ hook`. */
export function addHook(program: Command): void {
  program
    .command("hook")
    .summary("answer the hook of a coding assistant")
    .description("Asks a control plane what a coding assistant asks its hook, and answers in the assistant's words.")
    .argument("<client>", "claude-code, codex, gemini or cursor")
    .option("--server <url>", "the control plane (default: WRIT_SERVER, then http://127.0.0.1:7410)")
    .option("--token-file <file>", "a file with the token of the agent (default: WRIT_TOKEN)")
    .option("--canary", "ask for a call that is always denied, and complain if it is not")
    .addHelpText("after", EXAMPLES)
    .action(main);
}
