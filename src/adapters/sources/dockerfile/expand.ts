import { Unknown, type Value } from "#core/language";
import { unquoted } from "./words.ts";

/** Variables by name; an `Unknown` is one whose value nobody has written. */
export type Variables = ReadonlyMap<string, string | Unknown>;

const PARTS = /'[^']*'|"(?:[^"\\]|\\.)*"?|[^'"]+|'/gsu;
const VARIABLE = /\\.|\$(?:(\w+)|\{(\w+)(?:(:?[-+?])([^{}]*))?\}|\{([^{}]*)\})/gsu;
/** What is left of a variable within a variable, which is not followed. */
const NESTED = /(?:^|[^\\])(?:\\\\){0,8}\$\{/u;

/** The value of a word once its variables are filled in and its quotes are gone; an `Unknown` when one of them is not known. */
export function expand(raw: string, variables: Variables): Value {
  const unknown: Unknown[] = [];
  const fill = (part: string): string => {
    if (part.startsWith("'")) return part;
    const text = part.replaceAll(VARIABLE, (...match: (string | undefined)[]) => filled(match, variables, unknown));
    if (NESTED.test(text)) unknown.push(notKnown("a variable within a variable"));
    return text;
  };
  const text = raw.replaceAll(PARTS, fill);
  const [first, ...others] = unknown;
  return first === undefined ? unquoted(text) : others.reduce((all, one) => all.merge(one), first);
}

function filled(match: readonly (string | undefined)[], variables: Variables, unknown: Unknown[]): string {
  const [written = "", plain, braced, operator, alternative, strange] = match;
  if (written.startsWith("\\")) return written;
  const name = plain ?? braced;
  const value = name === undefined ? notKnown(strange ?? written) : valueOf({ name, operator, alternative }, variables);
  if (typeof value === "string") return quotedAlike(value);
  unknown.push(value);
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
