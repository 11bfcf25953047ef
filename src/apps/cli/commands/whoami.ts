import type { Command } from "commander";
import { printable } from "#adapters/reporters";
import type { Me } from "#client";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { formatOption } from "./flags.ts";

interface WhoamiFlags extends ServerFlags {
  readonly format: "text" | "json";
}

const EXAMPLES = `
Examples:
  $ writ whoami                                  # by WRIT_TOKEN, at WRIT_SERVER
  $ writ whoami --server https://writ.example.com --token-file ~/.writ-token
  $ writ whoami --format json

Exit codes:
  0  the control plane knows you
  2  it does not, or does not answer`;

/** Adds `writ whoami`. */
export function addWhoami(program: Command): void {
  addServerFlags(program.command("whoami"))
    .summary("tell who you are to a control plane, and what you may do there")
    .description("Asks a control plane who the token stands for, which roles that gives, and how long it holds.")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(async (flags: WhoamiFlags) => {
      const me = await connect(flags).me();
      process.stdout.write(flags.format === "json" ? `${JSON.stringify(me, null, 2)}\n` : textOf(me));
    });
}

function textOf({ id, roles, method, expiresAt, principal }: Me): string {
  const rows: readonly (readonly [string, string])[] = [
    ["principal", `${principal.kind} ${principal.id}`],
    ...(principal.chain.length === 0 ? [] : [["on behalf of", principal.chain.join(", then ")] as const]),
    ...(id === principal.id ? [] : [["answers for it", id] as const]),
    ...(principal.task === null ? [] : [["on the task", principal.task] as const]),
    ...(principal.groups.length === 0 ? [] : [["groups", principal.groups.join(", ")] as const]),
    ["roles", roles.length === 0 ? "none: nothing is permitted" : roles.join(", ")],
    ["proven by", method],
    ["until", expiresAt ?? "it is revoked"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}\n`).join("");
}
