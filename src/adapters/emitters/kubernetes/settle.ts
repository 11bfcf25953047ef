import {
  BOOL,
  checkExpression,
  childrenOf,
  DYN,
  parseExpression,
  printExpression,
  STRING,
  type Expr,
  type StructField,
  type Type,
} from "#core/language";
import type { NativeLanguage } from "./rewrite/native-language.ts";
import type { SharedVariable } from "./rewrite/shared-variables.ts";
import { call, literal, text } from "../expressions/trees.ts";
import type { TranslatedValidation, Translation } from "./translate.ts";

/** A translation as text, each expression checked as the API server checks it. */
export interface Settled {
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly rules: readonly SettledRule[];
  readonly idle: readonly string[];
  readonly inexpressible: readonly { readonly id: string; readonly reason: string }[];
}

export interface SettledRule {
  readonly id: string;
  readonly expression: string;
  /** Null where the message of the policy cannot be said. */
  readonly messageExpression: string | null;
}

/** The parser of the API server reads no longer text (cel-go, `ExpressionSizeCodePointLimit`). */
const MOST_CHARACTERS = 100_000;

/** Writes a translation out. A rule that the API server would not take is inexpressible, and variables that no rule needs are left out. */
export function settle({ variables, validations }: Translation, language: NativeLanguage): Settled {
  const fields = new Map<string, StructField>();
  const texts = new Map<string, string>();
  for (const { name, expr } of variables) declare(name, expr, { fields, texts, language });
  const answers = validations.map((one) => (one.kind === "rule" ? settleRule(one, { fields, language }) : one));
  const rules = answers.filter((one) => one.kind === "settled");
  const needed = neededBy(
    rules.flatMap(({ trees }) => trees),
    variables,
  );
  return {
    variables: Array.from(texts, ([name, expression]) => ({ name, expression })).filter(({ name }) => needed.has(name)),
    rules: rules.map(({ id, expression, messageExpression }) => ({ id, expression, messageExpression })),
    idle: answers.flatMap((one) => (one.kind === "idle" ? [one.id] : [])),
    inexpressible: answers.flatMap((one) => (one.kind === "inexpressible" ? [{ id: one.id, reason: one.reason }] : [])),
  };
}

/** What expressions are checked with. */
interface Speech {
  readonly fields: Map<string, StructField>;
  readonly language: NativeLanguage;
}

interface Declared extends Speech {
  readonly texts: Map<string, string>;
}

/** A variable that does not check is not declared, so that what reads it does not check either. */
function declare(name: string, expr: Expr, { fields, texts, language }: Declared): void {
  const source = printExpression(expr);
  const type = typeOf(source, { fields, language });
  if (typeof type === "string") return;
  fields.set(name, { type: type.kind === "opaque" ? DYN : type });
  texts.set(name, source);
}

type Rule = Extract<TranslatedValidation, { readonly kind: "rule" }>;

interface Answer extends SettledRule {
  readonly kind: "settled";
  readonly trees: readonly Expr[];
}

type Refusal = Extract<TranslatedValidation, { readonly kind: "inexpressible" }>;

function settleRule({ id, rule, message }: Rule, speech: Speech): Answer | Refusal {
  const tree = typedAs(rule, BOOL, speech);
  if (typeof tree === "string") return { kind: "inexpressible", id, reason: `Kubernetes would not accept it: ${tree}` };
  const said = message === null ? null : typedAs(call("_+_", text(""), message), STRING, speech);
  const messageTree = typeof said === "string" ? null : said;
  return {
    kind: "settled",
    id,
    expression: printExpression(tree),
    messageExpression: messageTree && printExpression(message ?? messageTree),
    trees: messageTree === null ? [tree] : [tree, messageTree],
  };
}

/** The tree with a type that the API server can tell beforehand; what is wrong with it where that cannot be. */
function typedAs(expr: Expr, wanted: Type, speech: Speech): Expr | string {
  const type = typeOf(printExpression(expr), speech);
  if (typeof type === "string") return type;
  if (type.kind === wanted.kind) return expr;
  if (type.kind !== "dyn" || wanted !== BOOL) return "an expression is of another type than is needed";
  return call("_==_", expr, literal(true));
}

function typeOf(source: string, { fields, language }: Speech): Type | string {
  const parsed = parseExpression(source, { limits: { maxLength: MOST_CHARACTERS }, macros: language.macros });
  if (parsed.kind === "rejected") return lowerFirst(parsed.problems[0]?.message ?? "it does not parse");
  const checked = checkExpression(parsed.parsed, language.environment(fields));
  return checked.kind === "checked"
    ? checked.checked.type
    : lowerFirst(checked.problems[0]?.message ?? "it does not check");
}

function lowerFirst(message: string): string {
  return `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
}

/** The names of the variables that some trees read, and those that these read. */
function neededBy(trees: readonly Expr[], variables: readonly SharedVariable[]): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const tree of trees) collectReads(tree, needed);
  for (const { name, expr } of variables.toReversed()) if (needed.has(name)) collectReads(expr, needed);
  return needed;
}

function collectReads(expr: Expr, into: Set<string>): void {
  const isRead = expr.kind === "select" && expr.operand.kind === "ident" && expr.operand.name === "variables";
  if (isRead) into.add(expr.field);
  for (const child of childrenOf(expr)) collectReads(child, into);
}
