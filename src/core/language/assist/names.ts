import { checkExpression } from "../2-check/index.ts";
import { parseExpression } from "../1-parse/index.ts";
import type { FunctionDeclaration, Overload } from "../functions/declaration.ts";
import type { Environment, StructField } from "../types/environment.ts";
import { DYN, INT, type Type } from "../types/type.ts";
import type { ExpressionContext, OpenCall } from "./context.ts";

/** The type of an expression; `dyn` where it cannot be told, as of what is half typed. */
export function typeOfText(source: string, environment: Environment): Type {
  const parsed = parseExpression(source, { limits: LIMITS });
  if (parsed.kind === "rejected") return DYN;
  const result = checkExpression(parsed.parsed, environment);
  return result.kind === "checked" ? result.checked.type : DYN;
}

/** The environment of a place within calls: with the names that macros introduce there. */
export function environmentWithin({ calls }: ExpressionContext, environment: Environment): Environment {
  let inner = environment;
  for (const call of calls) {
    const names = namesOf(call, inner);
    if (names.length > 0) inner = { ...inner, variables: new Map([...inner.variables, ...names]) };
  }
  return inner;
}

/** The fields of a type, behind optionals as well; none when it is no record. */
export function fieldsOf(type: Type, environment: Environment): ReadonlyMap<string, StructField> {
  const inner = withoutOptional(type);
  return (inner.kind === "struct" ? environment.structs.get(inner.name)?.fields : undefined) ?? NO_FIELDS;
}

/** The functions that are called on a value of this type. */
export function methodsOf(type: Type, environment: Environment): readonly FunctionDeclaration[] {
  const isOwn = ({ member, params: [receiver] }: Overload): boolean =>
    member && receiver !== undefined && mayBe(type, receiver);
  return [...environment.functions.values()].filter(
    ({ name, overloads }) => /^[a-z]\w*$/i.test(name) && overloads.some(isOwn),
  );
}

function mayBe(type: Type, wanted: Type): boolean {
  if (OPEN.has(type.kind) || OPEN.has(wanted.kind)) return true;
  if (type.kind === "opaque" && wanted.kind === "opaque") return type.name === wanted.name;
  return type.kind === wanted.kind || (type.kind === "wrapper" && mayBe(type.of, wanted));
}

function namesOf(call: OpenCall, environment: Environment): readonly (readonly [string, Type])[] {
  const { name, args, receiver } = call;
  const [first = "", second = ""] = args;
  if (!isName(first)) return [];
  if (name === "bind") return args.length > 1 ? [[first, typeOfText(second, environment)]] : [];
  if (receiver === null || !MACROS.has(name)) return [];
  return macroNames(call, withoutOptional(typeOfText(receiver, environment)));
}

/** The names that a macro called on a value of this type introduces. */
function macroNames(
  { name, args: [first = "", second = ""] }: OpenCall,
  type: Type,
): readonly (readonly [string, Type])[] {
  const [key, value] = partsOf(type);
  if (isName(second) && TWO_NAMES.has(name))
    return [
      [first, key],
      [second, value],
    ];
  if (name.startsWith("opt")) return [[first, type]];
  return [[first, type.kind === "map" ? key : value]];
}

/** What two names of a macro stand for. */
function partsOf(type: Type): readonly [Type, Type] {
  if (type.kind === "map") return [type.key, type.value];
  return [INT, type.kind === "list" ? type.element : DYN];
}

function withoutOptional(type: Type): Type {
  return type.kind === "opaque" && type.name === "optional_type" ? (type.params[0] ?? DYN) : type;
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}

const LIMITS = { maxLength: 16_384 };
const NO_FIELDS: ReadonlyMap<string, StructField> = new Map();
const OPEN: ReadonlySet<string> = new Set(["dyn", "any", "param", "error"]);
const TWO_NAMES: ReadonlySet<string> = new Set([
  "all",
  "exists",
  "exists_one",
  "existsOne",
  "transformList",
  "transformMap",
  "transformMapEntry",
]);
const MACROS: ReadonlySet<string> = new Set([...TWO_NAMES, "filter", "map", "sortBy", "optMap", "optFlatMap"]);
