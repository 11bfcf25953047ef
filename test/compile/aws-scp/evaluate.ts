import { asList, ofDocument, type Statement } from "./statements.ts";

/** A call to AWS as its policies are asked about it: the action, the resource, and the condition keys that the request has. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, string>;
}

/** Whether a document of AWS Organizations denies a request, told as the IAM User Guide describes the elements of policies. */
export function denies(text: string, request: Request): boolean {
  return ofDocument(text).some((statement) => applies(statement, request));
}

function applies({ Effect, Action, Resource, Condition }: Statement, { action, resource, context }: Request): boolean {
  return (
    Effect === "Deny" &&
    asList(Action).some((pattern) => matchesGlob(pattern.toLowerCase(), action.toLowerCase())) &&
    asList(Resource).some((pattern) => matchesGlob(pattern, resource)) &&
    Object.entries(Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, valueOf(context, key), asList(values))),
    )
  );
}

/** Condition keys are the same in upper and lower case. */
function valueOf(context: ReadonlyMap<string, string>, key: string): string | undefined {
  return [...context].find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  if (operator === "Null") return wanted.includes(String(value === undefined));
  // Where every key has at most one value, asking for any value differs only for a key that is absent.
  const isForAny = operator.startsWith("ForAnyValue:");
  const isOptional = operator.endsWith("IfExists");
  const name = operator.replace("ForAnyValue:", "").replace("IfExists", "");
  const compare = OPERATORS.get(name);
  if (compare === undefined) throw new Error(`no such operator as ${operator}`);
  if (value === undefined) return isOptional || (name.includes("Not") && !isForAny);
  return compare(value, wanted);
}

type Compare = (value: string, wanted: readonly string[]) => boolean;

const OPERATORS: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ["Bool", (value, wanted) => wanted.some((one) => one.toLowerCase() === value.toLowerCase())],
  ["StringEquals", (value, wanted) => wanted.includes(value)],
  ["StringNotEquals", (value, wanted) => !wanted.includes(value)],
  ["StringLike", (value, wanted) => wanted.some((one) => matchesGlob(one, value))],
  ["StringNotLike", (value, wanted) => !wanted.some((one) => matchesGlob(one, value))],
  ["NumericEquals", (value, wanted) => wanted.some((one) => Number(one) === Number(value))],
  ["NumericNotEquals", (value, wanted) => !wanted.some((one) => Number(one) === Number(value))],
  ["NumericLessThan", (value, wanted) => wanted.some((one) => Number(value) < Number(one))],
  ["NumericLessThanEquals", (value, wanted) => wanted.some((one) => Number(value) <= Number(one))],
  ["NumericGreaterThan", (value, wanted) => wanted.some((one) => Number(value) > Number(one))],
  ["NumericGreaterThanEquals", (value, wanted) => wanted.some((one) => Number(value) >= Number(one))],
]);

/** Whether a text fits a pattern in which `*` stands for any text and `?` for one character. */
function matchesGlob(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
