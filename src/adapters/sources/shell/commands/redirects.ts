import type { HereDoc, Redirect, Redirection } from "unbash";
import type { Verb } from "#core/model";
import type { CommandSetting, Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import { NUMBER, type Scope } from "../scope/index.ts";
import { expandQuoted, expandText, expandWord } from "../words/index.ts";
import { setVariable } from "./assignments.ts";

const VERBS: Readonly<Record<string, readonly Verb[]>> = {
  ">": ["update"],
  ">|": ["update"],
  "&>": ["update"],
  ">&": ["update"],
  ">>": ["update"],
  "&>>": ["update"],
  "<": ["read"],
  "<>": ["read", "update"],
};

/** Reads where a command's input comes from and its output goes to, and answers what holds for the command. */
export function readRedirects(
  redirects: readonly Redirection[],
  scope: Scope,
  context: Context,
  setting: CommandSetting,
): { readonly scope: Scope; readonly writes: boolean } {
  let next = scope;
  let writes = false;
  for (const redirect of redirects) {
    const { descriptor } = redirect;
    if (descriptor?.type === "FileDescriptorVariable") next = setVariable(descriptor.name, NUMBER, next, context);
    const isInput = descriptor === undefined || (descriptor.type === "FileDescriptor" && descriptor.value === 0);
    const text = incoming(redirect, next, context, setting);
    if (text !== undefined && isInput) next = { ...next, stdin: text };
    writes ||= text === undefined;
  }
  return { scope: next, writes };
}

/** What comes in by a redirection; undefined for one that takes what goes out. */
function incoming(
  redirect: Redirection,
  scope: Scope,
  context: Context,
  setting: CommandSetting,
): string | null | undefined {
  if (redirect.type === "HereDoc") return hereDocument(redirect, scope, context);
  if (redirect.type === "Redirect") return file(redirect, scope, context, setting);
  const text = redirect.target === undefined ? null : expandText(redirect.target, scope, context);
  return text === null ? null : `${text}\n`;
}

function hereDocument({ operator, delimiter, body }: HereDoc, scope: Scope, context: Context): string | null {
  const text = operator === "<<-" ? body.text.replaceAll(/^\t+/gm, "") : body.text;
  if (delimiter?.quoted === true) return text;
  if (body.parts === undefined) return /[\\$`]/.test(text) ? null : text;
  const expanded = expandQuoted(body.parts, scope, context);
  return operator === "<<-" ? (expanded?.replaceAll(/^\t+/gm, "") ?? null) : expanded;
}

function file(
  { operator, target }: Redirect,
  scope: Scope,
  context: Context,
  setting: CommandSetting,
): string | null | undefined {
  const words = target === undefined ? [] : expandWord(target, scope, context);
  const opened = words.filter(({ text }) => !isDescriptor(operator, text));
  const isUnclear = words.length === 0 || (operator === "<&" && opened.length > 0);
  if (isUnclear) unresolved(context, "redirection-unknown", "Where a redirection leads is not known");
  else for (const word of opened) open(word, VERBS[operator] ?? ["update"], context, setting);
  if (!operator.startsWith("<")) return undefined;
  return opened.some(({ text }) => text === "/dev/null") ? "" : null;
}

/** `2>&1` and `3<&-` only move what is open. */
function isDescriptor(operator: string, text: string | null): boolean {
  return /^[<>]&$/.test(operator) && /^(?:\d+-?|-)$/.test(text ?? "");
}

const OWN = /^\/dev\/(?:null|stdin|stdout|stderr|tty|zero|full|random|urandom|fd\/\d+)$/;

function open(word: Word, verbs: readonly Verb[], { readers, gathered }: Context, setting: CommandSetting): void {
  const [, host, port] = /^\/dev\/(?:tcp|udp)\/([^/]*)\/?(.*)$/s.exec(word.text ?? "") ?? [];
  if (host !== undefined)
    return gathered.add(readers.host(host, /^\d{1,5}$/.test(port ?? "") ? Number(port) : null, setting));
  if (word.text !== null && OWN.test(word.text)) return;
  for (const verb of verbs) gathered.add(readers.file(verb, word, setting));
}
