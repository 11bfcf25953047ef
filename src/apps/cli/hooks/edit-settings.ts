import { applyEdits, modify, parse, type JSONPath, type ParseError } from "jsonc-parser";
import { UsageError } from "../usage-error.ts";
import type { ClientForm } from "./clients.ts";

/** The commands that are to stand at the events of a client. */
export interface HookCommands {
  readonly ask: Readonly<Record<string, unknown>>;
  readonly canary: Readonly<Record<string, unknown>>;
  /** Whether a hook is one of ours. */
  isOurs(hook: unknown): boolean;
}

/** The settings with our hooks, each once, and everything else as it stands. Throws a `UsageError` for settings that are not understood. */
export function withHooks(text: string, form: ClientForm, commands: HookCommands, file: string): string {
  const cleared = withoutHooks(text, form, commands, file);
  const settings = new Settings(cleared, file);
  for (const event of form.events) settings.append(event, entryOf(form, commands.ask));
  for (const event of form.canaries) settings.append(event, entryOf(form, commands.canary));
  return settings.text;
}

/** The settings without our hooks, and without what is empty then. */
export function withoutHooks(text: string, form: ClientForm, commands: HookCommands, file: string): string {
  const settings = new Settings(text, file);
  for (const [event, entries] of Object.entries(settings.hooks())) {
    entries.forEach((_, at) => {
      const index = entries.length - 1 - at;
      const hooks = hooksOf(entries[index], form);
      if (hooks.some((hook) => commands.isOurs(hook))) settings.removeFrom(event, index, hooks, commands);
    });
  }
  return settings.text;
}

function entryOf(form: ClientForm, hook: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return form.grouped ? { hooks: [hook] } : hook;
}

function hooksOf(entry: unknown, { grouped }: ClientForm): readonly unknown[] {
  const listed = grouped && isObject(entry) ? entry["hooks"] : [entry];
  return Array.isArray(listed) ? listed : [];
}

/** A file of settings under change. */
class Settings {
  text: string;
  readonly #file: string;

  constructor(text: string, file: string) {
    this.text = text;
    this.#file = file;
    const errors: ParseError[] = [];
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    if (errors.length > 0 || !isObject(value)) throw this.#refusal("is no JSON object");
    if (value["disableAllHooks"] === true) throw this.#refusal("switches all hooks off (`disableAllHooks`)");
    this.hooks();
  }

  /** The entries of each event. */
  hooks(): Readonly<Record<string, readonly unknown[]>> {
    const value: unknown = parse(this.text, [], { allowTrailingComma: true });
    const hooks: unknown = isObject(value) ? (value["hooks"] ?? {}) : {};
    if (!isObject(hooks)) throw this.#refusal("has `hooks` that are no map");
    return Object.fromEntries(Object.entries(hooks).map(([event, entries]) => [event, this.#listOf(event, entries)]));
  }

  append(event: string, entry: unknown): void {
    if (Object.hasOwn(this.hooks(), event)) this.#change(["hooks", event, -1], entry, true);
    else this.#change(["hooks", event], [entry], false);
  }

  /** Takes our hooks out of an entry, and the entry with them when none is left. */
  removeFrom(event: string, index: number, hooks: readonly unknown[], commands: HookCommands): void {
    const others = hooks.filter((hook) => !commands.isOurs(hook));
    if (others.length > 0) this.#change(["hooks", event, index, "hooks"], others, false);
    else this.#change(["hooks", event, index], undefined, false);
    const left = this.hooks();
    if (left[event]?.length === 0) this.#change(["hooks", event], undefined, false);
  }

  #listOf(event: string, entries: unknown): readonly unknown[] {
    if (Array.isArray(entries)) return entries;
    throw this.#refusal(`has no list under \`hooks.${event}\``);
  }

  #change(path: JSONPath, value: unknown, isArrayInsertion: boolean): void {
    const formattingOptions = { ...indentOf(this.text), eol: this.text.includes("\r\n") ? "\r\n" : "\n" };
    this.text = applyEdits(this.text, modify(this.text, path, value, { formattingOptions, isArrayInsertion }));
  }

  #refusal(what: string): UsageError {
    return new UsageError(`\`${this.#file}\` ${what}, so it stays as it is`, "mend it, or add the hooks by hand");
  }
}

function indentOf(text: string): { readonly tabSize: number; readonly insertSpaces: boolean } {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  return { tabSize: Math.min(indent.length, 8), insertSpaces: !indent.startsWith("\t") };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
