import type { AndOr, CommandNode, Pipeline, PipelineNode, Redirected, Script, Statement } from "unbash";
import { readRedirects } from "../commands/redirects.ts";
import { settingIn } from "../commands/run.ts";
import { readSimple } from "../commands/simple.ts";
import { unresolved, type Context } from "../context.ts";
import { MAX_NESTING, MAX_VALUE } from "../limits.ts";
import { after, either, mergeEnds, type Outcome, type Scope } from "../scope/index.ts";
import { readCompound } from "./compound.ts";
import { callBody, defineFunction } from "./functions.ts";

/** Reads statements one after the other. */
export function readStatements(statements: readonly Statement[], scope: Scope, context: Context): Outcome {
  let outcome: Outcome = either(scope, "");
  for (const statement of statements) {
    const before = after(outcome, scope);
    const next = readStatement(statement, before, context);
    outcome = {
      ok: next.ok ?? next.fail ?? before,
      fail: next.fail ?? next.ok ?? before,
      out: joinTexts(outcome.out, next.out),
    };
    if (next.ok === null || next.fail === null) outcome = { ...next, out: outcome.out };
  }
  return outcome;
}

function joinTexts(one: string | null, other: string | null): string | null {
  return one === null || other === null || one.length + other.length > MAX_VALUE ? null : one + other;
}

/** What runs in the background changes nothing for the script that started it. */
function readStatement({ command, background }: Statement, scope: Scope, context: Context): Outcome {
  const outcome = command.type === "AndOr" ? readAndOr(command, scope, context) : readPipeline(command, scope, context);
  return background === true ? either(scope, null) : outcome;
}

/** Everything happens; what holds is told apart by what went before. */
function readAndOr({ commands, operators }: AndOr, scope: Scope, context: Context): Outcome {
  let outcome: Outcome = either(scope, "");
  commands.forEach((command, at) => {
    const isOr = operators[at - 1] === "||";
    const before = (isOr ? outcome.fail : outcome.ok) ?? after(outcome, scope);
    const next = readPipeline(command, before, context);
    const out = joinTexts(outcome.out, next.out);
    if (at === 0) outcome = next;
    else if (isOr) outcome = { ok: mergeEnds(outcome.ok, next.ok), fail: next.fail, out };
    else outcome = { ok: next.ok, fail: mergeEnds(outcome.fail, next.fail), out };
  });
  return commands.length > 1 && operators.includes("||") ? { ...outcome, out: null } : outcome;
}

function readPipeline(node: PipelineNode, scope: Scope, context: Context): Outcome {
  if (node.type !== "Pipeline") return readNode(node, scope, context);
  const outcome = node.commands.length === 1 ? readOnly(node, scope, context) : readStages(node, scope, context);
  const isNegated = node.prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
  return isNegated ? { ...outcome, ok: outcome.fail, fail: outcome.ok } : outcome;
}

function readOnly({ commands }: Pipeline, scope: Scope, context: Context): Outcome {
  const [only] = commands;
  return only === undefined ? either(scope, "") : readNode(only, scope, context);
}

/** Each command of a pipeline is given what the one before it writes. Some shells run the last one themselves. */
function readStages({ commands }: Pipeline, scope: Scope, context: Context): Outcome {
  let stdin = scope.stdin;
  let last: Outcome = either(scope);
  for (const command of commands) {
    last = readNode(command, { ...scope, stdin }, context);
    stdin = last.out;
  }
  const end = after(last, scope);
  return either(mergeEnds({ ...end, stdin: scope.stdin }, scope) ?? scope, last.out);
}

function readNode(node: CommandNode, scope: Scope, context: Context): Outcome {
  if (scope.nesting >= MAX_NESTING) {
    unresolved(context, "script-too-deep", "Statements stand too deep in one another to be read");
    return either(scope);
  }
  if (node.type === "Command")
    return readSimple(node, scope, context, (definition, inside, around) =>
      callBody(definition, inside, around, readBody),
    );
  const inside = { ...scope, nesting: scope.nesting + 1 };
  const { ok, fail, out } = readInner(node, inside, context);
  const back = (end: Scope | null): Scope | null => (end === null ? null : { ...end, nesting: scope.nesting });
  return { ok: back(ok), fail: back(fail), out };
}

function readInner(node: Exclude<CommandNode, { type: "Command" }>, scope: Scope, context: Context): Outcome {
  if (node.type === "Function") return defineFunction(node, scope, context);
  if (node.type === "Redirected") return readRedirected(node, scope, context);
  if (node.type !== "Coproc") return readCompound(node, scope, context, readStatements);
  readBody(node.body, scope, context);
  return either(scope);
}

/** Reads the body of a function or of a coprocess. */
function readBody(
  body: CommandNode | { type: "CompoundList"; commands: readonly Statement[] },
  scope: Scope,
  context: Context,
): Outcome {
  return body.type === "CompoundList" ? readStatements(body.commands, scope, context) : readNode(body, scope, context);
}

function readRedirected({ command, redirects }: Redirected, scope: Scope, context: Context): Outcome {
  const [cwd = null, ...more] = scope.cwds;
  const setting = settingIn(more.length === 0 ? cwd : null, scope, context);
  const { scope: inside, writes } = readRedirects(redirects, scope, context, setting);
  const { ok, fail, out } = readNode(command, inside, context);
  const back = (end: Scope | null): Scope | null => (end === null ? null : { ...end, stdin: scope.stdin });
  return { ok: back(ok), fail: back(fail), out: writes ? null : out };
}

/** Reads a script inside of another: in a shell of its own, which changes nothing outside. */
export function readSubstitution(
  script: Script & { errors?: readonly unknown[] | undefined },
  scope: Scope,
  context: Context,
): Outcome {
  if ((script.errors?.length ?? 0) > 0) unresolved(context, "syntax-error", "A substitution cannot be read");
  if (scope.nesting >= MAX_NESTING || !context.budget.work(script.end - script.pos)) {
    unresolved(context, "script-too-deep", "Substitutions stand too deep in one another to be read");
    return either(scope);
  }
  const source = script.source ?? context.source;
  return readStatements(script.commands, { ...scope, nesting: scope.nesting + 2 }, { ...context, source, escaped: [] });
}
