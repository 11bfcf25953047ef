import { parse, type ParsedScript } from "unbash";
import type { CommandSetting } from "../cli/index.ts";
import { unresolved, type Context, type Readers } from "./context.ts";
import { Gathered, type ActReading } from "./gathered.ts";
import { MAX_DEPTH, MAX_SCRIPT, type Budget } from "./limits.ts";
import { after, assign, either, UNKNOWN, type Outcome, type Scope } from "./scope/index.ts";
import { readStatements, readSubstitution } from "./statements/index.ts";

/**
 * Reads a script of a POSIX shell or Bash into everything that its commands do.
 *
 * Total, pure and bounded: every branch, every substitution and every function that is called is read, whatever is not understood or not known is
 * unresolved, and nothing is run or looked up. What a word comes to is known only where the script itself says it.
 */
export function readScript(script: string, setting: CommandSetting, readers: Readers, budget: Budget): ActReading {
  const gathered = new Gathered();
  const context: Context = {
    setting,
    readers,
    gathered,
    budget,
    source: script,
    script: readSubstitution,
    text: readText,
    later: [],
    values: new Map(),
    seen: new Set(),
    fixed: new Set(),
    escaped: [],
  };
  const start = scopeOf(setting);
  readLater(after(readText(script, start, context), start), context);
  return gathered.reading();
}

function scopeOf({ cwd, stdin }: CommandSetting): Scope {
  return {
    variables: new Map(),
    functions: new Map(),
    aliases: new Map(),
    cwds: [cwd],
    positional: null,
    stdin,
    calls: 0,
    nesting: 0,
  };
}

/** Reads a text in the shell that is at work. */
function readText(text: string, scope: Scope, context: Context): Outcome {
  const script = parsed(text, scope, context);
  if (script === null) return either(scope);
  const outcome = readStatements(script.commands, { ...scope, calls: scope.calls + 1 }, { ...context, source: text });
  const back = (end: Scope | null): Scope | null => (end === null ? null : { ...end, calls: scope.calls });
  return { ok: back(outcome.ok), fail: back(outcome.fail), out: outcome.out };
}

/** What may be read of a text. Of one with an error the rest is read too, so that it is known what else it does. */
function parsed(text: string, { calls }: Scope, context: Context): ParsedScript | null {
  if (
    text.length > MAX_SCRIPT ||
    calls > MAX_DEPTH ||
    context.setting.depth > MAX_DEPTH ||
    !context.budget.work(text.length)
  ) {
    unresolved(context, "script-too-large", "The script is too long, or runs inside too many others, to be read");
    return null;
  }
  if (text.includes("\0")) unresolved(context, "syntax-error", "The script holds a character that no script holds");
  const script = grammar(text);
  if (script === null || (script.errors?.length ?? 0) > 0)
    unresolved(context, "syntax-error", "The script cannot be read");
  return script;
}

function grammar(text: string): ParsedScript | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

const MAX_LATER = 32;

/** Reads what runs at some later time, by when a variable may have had any of its values. */
function readLater(end: Scope, context: Context): void {
  let scope = end;
  for (const [name, value] of context.values) if (value === null) scope = assign(scope, name, UNKNOWN);
  const texts = [...new Set(context.later)];
  if (texts.length > MAX_LATER) unresolved(context, "script-too-large", "The script does too much to be read");
  for (const text of texts.slice(0, MAX_LATER))
    readText(text, { ...scope, positional: null }, { ...context, later: [] });
}
