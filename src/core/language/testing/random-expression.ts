import fc, { type Arbitrary } from "fast-check";
import { CelError, Double, Unknown, type Value } from "../values/index.ts";

/** Field names that find something on JavaScript's own prototypes or on the engine's classes, and plain ones. */
const FIELDS = [
  "a",
  "b",
  "name",
  "code",
  "message",
  "causes",
  "size",
  "length",
  "constructor",
  "__proto__",
  "toString",
];
const WORDS = ["", "a", "agent", "longer than ten", "'\"`${}*/", "\u2028\u2029</script>", "é🙂"];

/** What the generated expressions and data may contain. */
export interface Range {
  /** Everything that the language has; without, only what every implementation of CEL agrees on. */
  readonly full: boolean;
}

const COMMON_FIELDS = ["a", "b", "name", "code", "message", "size", "length"];

function fieldOf({ full }: Range): Arbitrary<string> {
  return fc.constantFrom(...(full ? FIELDS : COMMON_FIELDS));
}

const text = fc.constantFrom(...WORDS).map((word) => JSON.stringify(word));
const literal = fc.oneof(
  text,
  fc.constantFrom("true", "false", "null", "0", "1", "-1", "2u", "1.0", "0.5", "9223372036854775807", "b'a'"),
  fc.constantFrom("[]", "[1, 2]", "['a', 'agent']", "{'a': 1}", "{1: 'a'}", "duration('1h')", "type(1)"),
);

type Parts = { readonly expr: string; readonly path: string; readonly predicate: string };

/** Fills a template: `$` stands for one part after another. */
function form(template: string, ...parts: readonly Arbitrary<string>[]): Arbitrary<string> {
  const between = template.split("$");
  return fc.tuple(...parts).map((texts) => between.map((piece, at) => piece + (texts[at] ?? "")).join(""));
}

/** Expressions over the variables `x`, `y` and `e`: well formed, of every kind, and mostly of wrong types. */
export function expressionText(range: Range): Arbitrary<string> {
  const name = fieldOf(range).map((field) => (range.full ? `\`${field}\`` : field));
  return fc.letrec<Parts>((tie) => ({
    path: fc.oneof({ maxDepth: 3 }, ...paths(tie("path"), name, range)),
    predicate: fc.oneof(
      { maxDepth: 4 },
      tie("path"),
      ...predicates(tie("path"), tie("predicate"), tie("expr")),
      ...(range.full
        ? [form("has($.$)", tie("path"), name), form("$.all(k, e, $)", tie("expr"), tie("predicate"))]
        : []),
    ),
    expr: fc.oneof({ maxDepth: 4 }, literal, tie("path"), ...expressions(tie("predicate"), tie("expr"), range)),
  })).expr;
}

type Text = Arbitrary<string>;

function paths(path: Text, name: Text, { full }: Range): readonly Text[] {
  const key = fc.constantFrom("0", "1", "'a'", ...(full ? ["'constructor'", "1.0"] : []));
  const common = [fc.constantFrom("x", "y", "e"), form("$.$", path, name), form("$[$]", path, key)];
  return full
    ? [...common, form("$.?$", path, name), form("$.?$.orValue(1)", path, name), form("$[?$]", path, key)]
    : common;
}

function predicates(path: Text, predicate: Text, expr: Text): readonly Text[] {
  const sign = fc.constantFrom("==", "!=", "<", ">=", "in");
  const test = fc.constantFrom("startsWith", "contains", "endsWith", "matches");
  return [
    form("$ $ $", path, sign, literal),
    form("$ $ $", literal, fc.constantFrom("==", "in"), path),
    form("$.$($)", path, test, text),
    form("($ $ $)", predicate, fc.constantFrom("&&", "||"), predicate),
    form("!($)", predicate),
    form("$.$(e, $)", expr, fc.constantFrom("all", "exists", "exists_one"), predicate),
  ];
}

function expressions(predicate: Text, expr: Text, { full }: Range): readonly Text[] {
  const common = [
    form("($)", predicate),
    form("($ $ $)", expr, fc.constantFrom("+", "-", "*", "/", "%"), expr),
    form("($ ? $ : $)", predicate, expr, expr),
    form("$.filter(e, $)", expr, predicate),
    form("$.map(e, $)", expr, expr),
    form("[$, $]", expr, expr),
    form("{'a': $, 'b': $}", expr, expr),
    form("size($)", expr),
  ];
  if (!full) return common;
  return [
    ...common,
    form("$.map(e, $, $)", expr, predicate, expr),
    form("$.transformMap(k, e, $)", expr, expr),
    form("$.transformList(k, e, $, k)", expr, predicate),
    form("cel.bind(e, $, $)", expr, expr),
    form("{'a': $, 'constructor': $}", expr, expr),
    form("[?$, $]", expr, expr),
  ];
}

/** Data as a hostile caller may send it: own keys of any name, nulls, every type, and in the full range unknowns and errors at rest. */
export function hostileData(range: Range): Arbitrary<Value> {
  const leaves: Arbitrary<Value>[] = [
    fc.constantFrom<Value>(...(range.full ? [null] : []), true, false, 0, 1, -1, 0.5, 2 ** 53 - 1, new Double(1)),
    fc.constantFrom(...WORDS),
  ];
  const hole = fc.constantFrom<Value>(
    new Unknown([{ reason: "after-apply", path: "p" }]),
    new CelError("invalid-argument", "at rest"),
  );
  const leaf = fc.oneof(...leaves, ...(range.full ? [hole] : []));
  return fc.letrec<{ value: Value; list: Value; map: Value }>((tie) => ({
    value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie("list"), tie("map")),
    list: fc.array(tie("value"), { maxLength: 3 }),
    map: fc
      .array(fc.tuple(fieldOf(range), tie("value")), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  })).value;
}
