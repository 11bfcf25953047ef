import { CelError, Recent, Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { invalid } from "../declare.ts";
import { parseText } from "../json.ts";

/** The elements that a statement of an AWS policy may have. What is none of them cannot be judged. */
const ELEMENTS: ReadonlySet<string> = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** Breaks off the reading of a policy: what is caught at its door is the answer. */
class Stop {
  readonly answer: Value;

  constructor(answer: Value) {
    this.answer = answer;
  }
}

/**
 * The statements of an AWS policy document in one shape: every element a list, principals as `*` or `<type>:<id>`, conditions flat.
 *
 * Null and the empty text, which are attributes without a policy, have no statements. Elements that are not known stay an `Unknown` in their place. What AWS would refuse is a `CelError`, never a statement with less in it.
 */
export function readStatements(policy: Value): Value {
  return typeof policy === "string" && policy.length <= MAX_REMEMBERED ? remembered.of(policy) : readAnew(policy);
}

/** Several kinds and properties read the policy of one resource, and many resources have the same. */
const remembered = new Recent(256, readAnew);
const MAX_REMEMBERED = 10_240;

function readAnew(policy: Value): Value {
  if (policy === "") return [];
  try {
    const document = typeof policy === "string" ? parseText(policy) : policy;
    if (document === null || document instanceof CelError) return document ?? [];
    return isObject(document) ? statementList(own(document, "Statement")) : invalid("A policy is a map or its text");
  } catch (thrown) {
    if (thrown instanceof Stop) return thrown.answer;
    throw thrown;
  }
}

function statementList(statements: Value): Value {
  if (statements === null) return invalid("The policy has no `Statement`");
  if (statements instanceof Unknown) return statements;
  return (isList(statements) ? statements : [statements]).map(readStatement);
}

function readStatement(statement: Value): Value {
  if (statement instanceof Unknown) return statement;
  if (!isObject(statement)) return stop("A statement is a map");
  const stranger = Object.keys(statement).find((key) => !ELEMENTS.has(key));
  if (stranger !== undefined) return stop(`A statement has no element \`${stranger.slice(0, 40)}\``);
  return {
    sid: own(statement, "Sid") ?? "",
    effect: readEffect(own(statement, "Effect")),
    actions: texts(own(statement, "Action")),
    notActions: texts(own(statement, "NotAction")),
    resources: texts(own(statement, "Resource")),
    notResources: texts(own(statement, "NotResource")),
    principals: readPrincipals(own(statement, "Principal")),
    notPrincipals: readPrincipals(own(statement, "NotPrincipal")),
    conditions: readConditions(own(statement, "Condition")),
  };
}

function readEffect(effect: Value): Value {
  if (effect instanceof Unknown || effect === "Allow" || effect === "Deny") return effect;
  return stop("`Effect` is neither `Allow` nor `Deny`");
}

function readPrincipals(principals: Value): Value {
  if (!isObject(principals)) return texts(principals);
  const read: Value[] = [];
  for (const [type, ids] of Object.entries(principals)) {
    const list = texts(ids);
    if (!isList(list)) return list;
    for (const id of list) read.push(typeof id === "string" ? `${type}:${id}` : id);
  }
  return read;
}

function readConditions(conditions: Value): Value {
  if (conditions === null) return [];
  if (conditions instanceof Unknown) return conditions;
  if (!isObject(conditions)) return stop("`Condition` is not a map");
  return Object.entries(conditions).flatMap(([operator, keys]) => readOperator(operator, keys));
}

function readOperator(operator: string, keys: Value): readonly Value[] {
  if (keys instanceof Unknown) return [keys];
  if (!isObject(keys)) return [stop(`Condition operator \`${operator.slice(0, 40)}\` is not a map`)];
  return Object.entries(keys).map(([key, values]) => ({ operator, key, values: texts(values) }));
}

/** A string or a list of them as a list of strings; null is the empty list. */
function texts(value: Value): Value {
  if (value === null) return [];
  if (value instanceof Unknown) return value;
  return (isList(value) ? value : [value]).map(text);
}

function text(value: Value): Value {
  if (typeof value === "string" || value instanceof Unknown) return value;
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "bigint") return String(value);
  return stop("An element of a statement is no string");
}

function own(object: ValueObject, key: string): Value {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}

function stop(message: string): never {
  throw new Stop(invalid(message));
}
