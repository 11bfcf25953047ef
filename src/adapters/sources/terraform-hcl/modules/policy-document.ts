import { fromJson } from "../functions/json.ts";
import {
  byCodePoint,
  elementsOf,
  isObjectValue,
  isWhollyKnown,
  type HclObject,
  type HclValue,
} from "../evaluate/values.ts";
import { textFrom } from "../evaluate/convert.ts";

/** A statement: one that is written here, or one of another document as it was read. */
type Statement = HclObject;

/**
 * The text that the data source `aws_iam_policy_document` makes of its arguments; null when they are not wholly known, or when a document that it
 * takes in cannot be read.
 */
export function renderPolicyDocument(document: HclObject, indentation: number): string | null {
  if (!isWhollyKnown(document)) return null;
  const sources = textsOf(document["source_policy_documents"] ?? []).concat(textsOf(document["source_json"] ?? []));
  const overrides = textsOf(document["override_policy_documents"] ?? []).concat(
    textsOf(document["override_json"] ?? []),
  );
  // Documents that others wrote are merged statement by statement, which keeps what is in them as it was written.
  const taken = [...sources, ...overrides].map(statementsIn);
  if (taken.includes(null)) return null;
  const before = taken.slice(0, sources.length).flatMap((statements) => statements ?? []);
  const after = taken.slice(sources.length).flatMap((statements) => statements ?? []);
  const own = blocksOf(document["statement"]).map(statementOf);
  const statements = after.reduce(override, [...before, ...own]);
  const id = textFrom(document["policy_id"]);
  const version = textFrom(document["version"]) ?? "2012-10-17";
  const whole = { Version: version, ...(id === null || id === "" ? {} : { Id: id }), Statement: statements };
  return JSON.stringify(whole, null, indentation);
}

/** A statement replaces the one of the same id, and is added where there is none. */
function override(all: readonly Statement[], by: Statement): readonly Statement[] {
  const sid = by["Sid"];
  const replaced = sid === undefined || sid === "" ? -1 : all.findIndex((statement) => statement["Sid"] === sid);
  return replaced < 0 ? [...all, by] : all.with(replaced, by);
}

function textsOf(value: HclValue): readonly string[] {
  const values = elementsOf(value) ?? [value];
  return values.filter((text) => typeof text === "string").filter((text) => text !== "");
}

function statementsIn(text: string): readonly Statement[] | null {
  const document = fromJson(text);
  const statements = isObjectValue(document) ? document["Statement"] : null;
  const list = elementsOf(statements) ?? (isObjectValue(statements) ? [statements] : null);
  return list?.every(isObjectValue) === true ? list.filter(isObjectValue) : null;
}

function blocksOf(value: HclValue | undefined): readonly HclObject[] {
  const blocks = elementsOf(value) ?? [value ?? null];
  return blocks.filter(isObjectValue);
}

function statementOf(block: HclObject): Statement {
  const statement: Record<string, HclValue> = {};
  const sid = textFrom(block["sid"]);
  if (sid !== null && sid !== "") statement["Sid"] = sid;
  statement["Effect"] = textFrom(block["effect"]) ?? "Allow";
  for (const [name, key] of LISTS) {
    const values = listOf(block[name]).map(interpolated);
    if (values.length > 0) statement[key] = oneOrAll(values);
  }
  for (const [name, key] of PRINCIPALS) {
    const principals = blocksOf(block[name]);
    if (principals.length > 0) statement[key] = principalsOf(principals);
  }
  const conditions = blocksOf(block["condition"]);
  if (conditions.length > 0) statement["Condition"] = conditionsOf(conditions);
  return inOrder(statement);
}

const LISTS = [
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
] as const;
const PRINCIPALS = [
  ["principals", "Principal"],
  ["not_principals", "NotPrincipal"],
] as const;
const ORDER = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
];

function inOrder(statement: Statement): Statement {
  const ordered: Record<string, HclValue> = {};
  for (const key of ORDER) {
    const value = statement[key];
    if (value !== undefined) ordered[key] = value;
  }
  return ordered;
}

function listOf(value: HclValue | undefined): readonly string[] {
  return (elementsOf(value) ?? []).map((element) => textFrom(element) ?? "");
}

/** `&{...}` stands for what Terraform would take for a template of its own. */
function interpolated(text: string): string {
  return text.replaceAll("&{", "${");
}

/** The provider writes a single value alone, and several in descending order. */
function oneOrAll(values: readonly string[]): HclValue {
  const [only = ""] = values;
  return values.length === 1 ? only : values.toSorted((a, b) => byCodePoint(b, a));
}

function principalsOf(blocks: readonly HclObject[]): HclValue {
  const byType = new Map<string, readonly string[]>();
  for (const block of blocks) {
    const type = textFrom(block["type"]) ?? "";
    const ids = listOf(block["identifiers"]).map(interpolated);
    if (type === "*" && ids.length === 1 && ids[0] === "*") return "*";
    byType.set(type, [...(byType.get(type) ?? []), ...ids]);
  }
  return sortedObject(byType, oneOrAll);
}

function conditionsOf(blocks: readonly HclObject[]): HclValue {
  const byTest = new Map<string, Map<string, readonly string[]>>();
  for (const block of blocks) {
    const test = textFrom(block["test"]) ?? "";
    const variable = textFrom(block["variable"]) ?? "";
    const variables = byTest.get(test) ?? new Map<string, readonly string[]>();
    byTest.set(test, variables);
    variables.set(variable, [...(variables.get(variable) ?? []), ...listOf(block["values"]).map(interpolated)]);
  }
  return sortedObject(byTest, (variables) => sortedObject(variables, single));
}

function sortedObject<V>(map: ReadonlyMap<string, V>, valueOf: (value: V) => HclValue): HclValue {
  const entries = [...map].toSorted(([a], [b]) => byCodePoint(a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, valueOf(value)]));
}

function single(values: readonly string[]): HclValue {
  const [only = ""] = values;
  return values.length === 1 ? only : values;
}
