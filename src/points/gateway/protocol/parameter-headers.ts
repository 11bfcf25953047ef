import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { CODES, Refused } from "./errors.ts";
import { assertMirror, encodeHeader, type HeaderReader } from "./headers.ts";
import { own, ownObject } from "./message.ts";

/** An argument of a tool that is said in a header as well. */
interface Mirrored {
  readonly path: readonly string[];
  readonly header: string;
}

const KEY = "x-mcp-header";
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const MIRRORABLE: ReadonlySet<Value> = new Set(["string", "integer", "boolean"]);
const MOST_NODES = 10_000;
const DEEPEST = 32;

/**
 * The arguments that the schema of a tool wants said in headers as well; null where it says so in a way that is not allowed: then the tool is offered to nobody. Only
 * strings, integers and booleans that are reached over `properties` alone may be said in headers, each under a name of its own.
 */
export function mirroredArguments(tool: ValueObject): readonly Mirrored[] | null {
  const known = SCANNED.get(tool);
  if (known !== undefined) return known;
  const scan = new Scan();
  scan.visit(ownObject(tool, "inputSchema"), [], true, 0);
  const found = scan.isAllowed ? scan.found : null;
  SCANNED.set(tool, found);
  return found;
}

/** What was found before: every call asks for it, of the same tools. */
const SCANNED = new WeakMap<ValueObject, readonly Mirrored[] | null>();

class Scan {
  readonly found: Mirrored[] = [];
  readonly #names = new Set<string>();
  #nodes = 0;
  isAllowed = true;

  visit(value: Value, path: readonly string[], isReached: boolean, depth: number): void {
    if (!this.isAllowed || value === null || typeof value !== "object") return;
    if (++this.#nodes > MOST_NODES || depth > DEEPEST) this.isAllowed = false;
    else if (isList(value)) for (const one of value) this.visit(one, path, false, depth + 1);
    else if (isObject(value)) this.#visitSchema(value, path, isReached, depth);
  }

  #visitSchema(schema: ValueObject, path: readonly string[], isReached: boolean, depth: number): void {
    const header = own(schema, KEY);
    if (header !== undefined) this.#add(header, schema, isReached ? path : []);
    for (const [key, value] of Object.entries(schema)) {
      if (key === "properties" && isObject(value)) {
        for (const [name, property] of Object.entries(value))
          this.visit(property, [...path, name], isReached, depth + 1);
      } else if (!LITERAL.has(key)) this.visit(value, path, false, depth + 1);
    }
  }

  #add(header: Value, schema: ValueObject, path: readonly string[]): void {
    const written = typeof header === "string" ? header : "";
    const name = written.toLowerCase();
    const isGood = TOKEN.test(name) && path.length > 0 && MIRRORABLE.has(own(schema, "type") ?? null);
    if (!isGood || this.#names.has(name)) this.isAllowed = false;
    this.#names.add(name);
    this.found.push({ path, header: `Mcp-Param-${written}` });
  }
}

/** Values, in which nothing is a schema. */
const LITERAL: ReadonlySet<string> = new Set(["const", "enum", "default", "examples"]);

/** The headers that mirror the arguments of a call, names and values by turns. */
export function parameterHeaders(mirrored: readonly Mirrored[], params: ValueObject): readonly string[] {
  return mirrored.flatMap(({ path, header }) => {
    const said = headerText(valueAt(ownObject(params, "arguments"), path));
    return said === null ? [] : [header, encodeHeader(said)];
  });
}

/** Throws `Refused` where a header says something else than the argument that it mirrors. */
export function assertParameterMirrors(header: HeaderReader, mirrored: readonly Mirrored[], params: ValueObject): void {
  for (const { path, header: name } of mirrored) {
    const value = valueAt(ownObject(params, "arguments"), path);
    const said = headerText(value);
    if (said !== null && !isSameNumber(header(name), value)) assertMirror(header, name, said);
    if (said === null && header(name) !== undefined && value === undefined)
      throw new Refused(CODES.headerMismatch, `The header \`${name}\` says what the body does not`);
  }
}

function isSameNumber(sent: string | undefined, value: Value | undefined): boolean {
  return (
    typeof value === "number" &&
    sent !== undefined &&
    /^-?\d{1,32}(?:\.\d{1,32})?$/.test(sent) &&
    Number(sent) === value
  );
}

function headerText(value: Value | undefined): string | null {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || typeof value === "number" || typeof value === "bigint" ? String(value) : null;
}

function valueAt(root: ValueObject, path: readonly string[]): Value | undefined {
  let at: Value | undefined = root;
  for (const key of path) at = isObject(at) ? own(at, key) : undefined;
  return at;
}
