import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { HookClientName } from "#points/hooks";
import { UsageError } from "../usage-error.ts";
import { CLIENT_FORMS, type ClientForm, type Scope } from "./clients.ts";
import { withHookTables, withoutHookTables } from "./edit-requirements.ts";
import { withHooks, withoutHooks, type HookCommands } from "./edit-settings.ts";
import { lineDiff } from "./line-diff.ts";
import { shellWord } from "./stub.ts";

/** What is to be set up or taken out. */
export interface Installation {
  readonly client: HookClientName;
  readonly scope: Scope;
  readonly home: string;
  readonly project: string;
  /** The program that the client starts, by its words: the client's name is added. */
  readonly program: readonly string[];
  /** The stub that is written beside it; null where the program is there already. */
  readonly stub: { readonly file: string; readonly text: string } | null;
  /** What asks over HTTP in place of a program; null where a program does. */
  readonly http: Readonly<Record<string, unknown>> | null;
}

/** One file as it is and as it would be; null for one that is not there. */
export interface Change {
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly mode: number;
}

/** What an installation changes. Throws a `UsageError` for settings that are not understood. */
export function planInstall(installation: Installation): readonly Change[] {
  const { file, form, before } = settingsOf(installation);
  const commands = commandsOf(installation, form);
  const after = isToml(file)
    ? withHookTables(before ?? "", form, commands, file)
    : withHooks(before ?? form.empty, form, commands, file);
  const { stub } = installation;
  const stubChange =
    stub === null ? [] : [{ file: stub.file, before: readOrNull(stub.file), after: stub.text, mode: 0o755 }];
  return [...stubChange, { file, before, after, mode: modeOf(installation) }].filter(isChange);
}

/** What taking it out changes; a file that was made for it and holds nothing else goes. The stub stays while settings of another client may name it. */
export function planUndo(installation: Installation): readonly Change[] {
  const { file, form, before } = settingsOf(installation);
  if (before === null) return [];
  const text = isToml(file)
    ? withoutHookTables(before, file)
    : withoutHooks(before, form, commandsOf(installation, form), file);
  const isLeftOver = !existsSync(`${file}${BACKUP}`) && isNothing(text, form);
  return [{ file, before, after: isLeftOver ? null : text, mode: modeOf(installation) }].filter(isChange);
}

/** Whether settings say no more than those with which an installation begins. */
function isNothing(text: string, { empty }: ClientForm): boolean {
  const begun = ["", empty, '{ "hooks": {} }'].map(squeezed);
  return begun.includes(squeezed(text));
}

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}

/** What nobody can read who is to be governed by it governs nobody. */
function modeOf({ scope }: Installation): number {
  return scope === "managed" ? 0o644 : 0o600;
}

/** The changes as a diff. */
export function diffOf(changes: readonly Change[]): string {
  return changes.map(({ file, before, after }) => lineDiff(file, before ?? "", after ?? "")).join("");
}

/** Makes the changes, each file whole or not at all also where the machine ends meanwhile; what was there before the first of them is kept beside it. */
export function makeChanges(changes: readonly Change[]): void {
  for (const { file, before, after, mode } of changes) {
    if (after === null) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    const backup = `${file}${BACKUP}`;
    if (before !== null && !existsSync(backup)) copyFileSync(file, backup);
    const draft = `${file}.writ-new`;
    const wanted = before === null ? mode : statSync(file).mode & 0o777;
    writeFileSync(draft, after, { mode: wanted, flush: true });
    chmodSync(draft, wanted);
    renameSync(draft, file);
  }
}

/** How the copy of a file ends that was there before Writ. */
export const BACKUP = ".before-writ";

function isChange({ before, after }: Change): boolean {
  return before !== after;
}

function isToml(file: string): boolean {
  return file.endsWith(".toml");
}

interface SettingsFile {
  readonly file: string;
  readonly form: ClientForm;
  readonly before: string | null;
}

function settingsOf({ client, scope, home, project }: Installation): SettingsFile {
  const form = CLIENT_FORMS[client];
  const file = form.file[scope](home, project);
  return { file, form, before: readOrNull(file) };
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new UsageError(`\`${file}\` cannot be read, so nothing was changed`, "look at who may read it");
  }
}

/** What follows where the program did not answer: a message, without which some clients go ahead, and the exit code that blocks, in any shell. */
const OR_BLOCK = `sh -c 'echo "writ: the hook gave no answer, and what is not decided is not allowed" >&2; exit 2'`;

function commandsOf({ client, program, stub, http }: Installation, form: ClientForm): HookCommands {
  const { timeout, more, grouped } = form;
  const start = program.map(shellWord).join(" ");
  // A file without anything in it is a script that ends with 0.
  const unlessEmpty = stub === null ? "" : `test -s ${start} && `;
  const hook = (tail: string): Readonly<Record<string, unknown>> => ({
    ...(grouped ? { type: "command" } : {}),
    command: `${unlessEmpty}${start} ${client}${tail} || ${OR_BLOCK}`,
    timeout,
    ...more,
  });
  return {
    ask: http ?? hook(""),
    canary: hook(" --canary"),
    isOurs: (one) => isOurs(one, start),
  };
}

function isOurs(hook: unknown, start: string): boolean {
  if (typeof hook !== "object" || hook === null) return false;
  const { command, url } = { command: "", url: "", ...hook };
  const isProgram = typeof command === "string" && (command.startsWith(`${start} `) || command.includes(OR_BLOCK));
  return isProgram || (typeof url === "string" && /\/v1\/hooks\/[a-z-]+$/.test(url));
}
