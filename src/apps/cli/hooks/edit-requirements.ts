import { readSource } from "#adapters/sources";
import { UsageError } from "../usage-error.ts";
import type { ClientForm } from "./clients.ts";
import type { HookCommands } from "./edit-settings.ts";

/** What our part of the file begins and ends with: TOML has no place of its own for that, and everything around it stays as it is. */
const BEGIN = "\n# Hooks of Writ: written by `writ install codex --scope managed`, and taken out by `--undo`\n";
/** That hooks are switched on there already, as `writ compile` writes it. */
const HOOKS_ON = /^\[features\][ \t]*\n(?:(?!\[)[^\n]*\n)*?hooks[ \t]*=[ \t]*true[ \t]*$/m;
const END = "# End of the hooks of Writ\n";

/**
 * Requirements of Codex with our hooks, once, and everything else as it stands. Hooks are switched on there as well: without that a user switches off also those of
 * an administrator. Throws a `UsageError` for requirements that are not understood, or that say something about these keys already.
 */
export function withHookTables(text: string, form: ClientForm, commands: HookCommands, file: string): string {
  const tables = [
    ...form.events.map((event) => tablesOf(event, commands.ask)),
    ...form.canaries.map((event) => tablesOf(event, commands.canary)),
  ];
  const others = withoutHookTables(text, file);
  if (others.trim() !== "") assertRequirements(others, file, "is no TOML");
  const features = HOOKS_ON.test(others) ? "" : "[features]\nhooks = true\n\n";
  const whole = `${others}${BEGIN}${features}${tables.join("\n")}${END}`;
  assertRequirements(whole, file, "says something about `features` or `hooks` already");
  return whole;
}

/** The requirements without our hooks. Throws a `UsageError` where our part of them has no end. */
export function withoutHookTables(text: string, file: string): string {
  const begin = text.indexOf(BEGIN);
  if (begin === -1) return text;
  const end = text.indexOf(END, begin);
  if (end === -1) throw refusal(file, "has a beginning of the hooks of Writ and no end");
  return text.slice(0, begin) + text.slice(end + END.length);
}

/** Texts of JSON are texts of TOML. */
function tablesOf(event: string, hook: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(hook).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
  return `[[hooks.${event}]]\n\n[[hooks.${event}.hooks]]\n${lines.join("")}`;
}

function assertRequirements(text: string, file: string, otherwise: string): void {
  const { diagnostics } = readSource({ file: "/etc/codex/requirements.toml", bytes: Buffer.from(text) });
  if (diagnostics.length > 0) throw refusal(file, otherwise);
}

function refusal(file: string, what: string): UsageError {
  return new UsageError(`\`${file}\` ${what}, so it stays as it is`, "mend it, or add the hooks by hand");
}
