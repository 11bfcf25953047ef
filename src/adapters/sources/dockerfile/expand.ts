import { Unknown, type Value } from "#core/language";
import { unquoted } from "./words.ts";

/** Variables by name; an `Unknown` is one whose value nobody has written. */
export type Variables = ReadonlyMap<string, string | Unknown>;

const PARTS = /'[^']*'|"(?:[^"\\]|\\.)*"?|[^'"]+|'/gsu;
const VARIABLE = /\\.|\$(?:(\w+)|\{(\w+)(?:(:?[-+?])([^{}]*))?\}|\{([^{}]*)\})/gsu;
/** What is left of a variable within a variable, which is not followed. */
const NESTED = /(?:^|[^\\])(?:\\\\){0,8}\$\{/u;

/** Variables that repeat one another would grow without end; beyond this many characters filled in, a value is not known. */
const MOST_FILLED_IN = 8192;

/** The value of a word once its variables are filled in and its quotes are gone; an `Unknown` when one of them is not known. */
export function expand(raw: string, variables: Variables): Value {
  const filling: Filling = { variables, unknown: [], room: MOST_FILLED_IN };
  const text = raw.replaceAll(PARTS, (part) => fill(part, filling));
  const [first, ...others] = filling.unknown;
  return first === undefined ? unquoted(text) : others.reduce((all, one) => all.merge(one), first);
}

interface Filling {
  readonly variables: Variables;
  readonly unknown: Unknown[];
  room: number;
}

function fill(part: string, filling: Filling): string {
  if (part.startsWith("'")) return part;
  const text = part.replaceAll(VARIABLE, (...match: (string | undefined)[]) => filled(match, filling));
  if (NESTED.test(text)) filling.unknown.push(notKnown("a variable within a variable"));
  return text;
}

function filled(
  [written = "", plain, braced, operator, alternative, strange]: readonly (string | undefined)[],
  filling: Filling,
): string {
  if (written.startsWith("\\")) return written;
  const name = plain ?? braced;
  const value =
    name === undefined ? notKnown(strange ?? written) : valueOf({ name, operator, alternative }, filling.variables);
  if (typeof value === "string" && value.length <= filling.room) {
    filling.room -= value.length;
    return quotedAlike(value);
  }
  if (filling.unknown.length === 0)
    filling.unknown.push(typeof value === "string" ? notKnown("a value that is too long") : value);
  return "";
}

interface Reference {
  readonly name: string;
  readonly operator: string | undefined;
  readonly alternative: string | undefined;
}

/** `-` stands in for what is not set, with a colon for what is empty as well; `+` stands for what is. */
function valueOf({ name, operator = "", alternative = "" }: Reference, variables: Variables): string | Unknown {
  const value = variables.get(name);
  const isSet = value !== undefined && !(operator.startsWith(":") && value === "");
  if (operator.endsWith("+")) return value instanceof Unknown ? value : isSet ? alternative : "";
  if (isSet) return value;
  return operator.endsWith("-") ? alternative : PREDEFINED.test(name) ? notKnown(name) : "";
}

/** Variables that the builder sets. */
const PREDEFINED =
  /^(?:(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)|BUILDKIT_\w+|SOURCE_DATE_EPOCH|\w*_PROXY|\w*_proxy)$/;

/** A variable whose value somebody gives when the image is built. */
export function notKnown(name: string): Unknown {
  return new Unknown([{ reason: "not-observed", path: name }]);
}

/** The value of a variable is a value, whatever stands in it. */
function quotedAlike(value: string): string {
  return value.replaceAll(/["'\\$]/g, "\\$&");
}
