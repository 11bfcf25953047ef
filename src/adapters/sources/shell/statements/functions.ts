import type { Function as FunctionNode } from "unbash";
import type { Context } from "../context.ts";
import { either, mergeEnds, type Definition, type Outcome, type Scope } from "../scope/index.ts";

/** A function that a script defines; what its body does is read where it is called. */
export function defineFunction({ name, body }: FunctionNode, scope: Scope, context: Context): Outcome {
  const definition: Definition = { bodies: [{ body, source: context.source }], certain: true };
  const functions = new Map(scope.functions).set(name.value, definition);
  // A shell calls this one by itself, for whatever program it does not find.
  if (HANDLERS.has(name.value)) context.later.push(name.value);
  return either({ ...scope, functions }, "");
}

const HANDLERS = new Set(
  "command_not_found_handle command_not_found_handler precmd preexec chpwd periodic zshexit zshaddhistory TRAPEXIT TRAPDEBUG TRAPERR TRAPINT TRAPZERR".split(
    " ",
  ),
);

type ReadBody = (body: FunctionNode["body"], scope: Scope, context: Context) => Outcome;

/** Reads every body that a name may stand for. Where one is left in its middle, what holds there holds behind it. */
export function callBody({ bodies }: Definition, scope: Scope, context: Context, read: ReadBody): Outcome {
  const escaped: Scope[] = [];
  let joined: Outcome | null = null;
  for (const { body, source } of bodies) {
    const { ok, fail, out } = read(body, scope, { ...context, source, escaped });
    joined =
      joined === null
        ? { ok, fail, out }
        : { ok: mergeEnds(joined.ok, ok), fail: mergeEnds(joined.fail, fail), out: null };
  }
  const { ok, fail, out } = joined ?? either(scope);
  const left = escaped.reduce<Scope | null>(mergeEnds, null);
  return { ok: mergeEnds(ok, left), fail: mergeEnds(fail, left), out: escaped.length === 0 ? out : null };
}
