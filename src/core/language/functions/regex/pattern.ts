import { RE2JS } from "re2js";
import { CelError } from "../../values/index.ts";
import { invalidArgument, quoted } from "../failure.ts";
import { Recent } from "../recent.ts";
import { isLinear } from "./linear.ts";
import { parsePlain } from "./parse-plain.ts";

/** Finds a pattern in texts, in time linear in the length of the text. */
export interface Matcher {
  /** Which engine does the work: JavaScript's own for patterns that are proven safe and alike, RE2 for all others. */
  readonly engine: "native" | "re2";
  /** Whether any part of the text matches. */
  test(text: string): boolean;
}

/** How many compiled patterns are kept. */
const CACHE_SIZE = 1000;
/** The longest pattern accepted, in code units. */
const MAX_PATTERN_LENGTH = 10_000;
/** The longest text given to the native engine, whose stack grows with the text; longer ones go to RE2. */
const MAX_NATIVE_LENGTH = 65_536;

const matchers = new Recent(CACHE_SIZE, createMatcher);
const patterns = new Recent(CACHE_SIZE, createRe2);

/** Makes a matcher for a pattern in RE2 syntax, or an `invalid-argument` error when it is not one. */
export function compilePattern(pattern: string): Matcher | CelError {
  return matchers.of(pattern);
}

/** Why a text is no pattern, in one sentence; null when it is one. */
export function patternProblem(pattern: string): string | null {
  const compiled = compilePattern(pattern);
  return compiled instanceof CelError ? compiled.message : null;
}

function createMatcher(pattern: string): Matcher | CelError {
  const plain = pattern.length > MAX_PATTERN_LENGTH ? undefined : parsePlain(pattern);
  if (plain && isLinear(plain)) return nativeMatcher(pattern, new RegExp(plain.source, "u"));
  const compiled = compileRe2(pattern);
  return compiled instanceof CelError ? compiled : { engine: "re2", test: (text) => compiled.test(text) };
}

function nativeMatcher(pattern: string, expression: RegExp): Matcher {
  const testLong = (text: string): boolean => {
    const compiled = compileRe2(pattern);
    return compiled instanceof CelError ? expression.test(text) : compiled.test(text);
  };
  return {
    engine: "native",
    test: (text) => (text.length <= MAX_NATIVE_LENGTH ? expression.test(text) : testLong(text)),
  };
}

/** RE2 itself, for the functions that need positions and groups, or an `invalid-argument` error. */
export function compileRe2(pattern: string): RE2JS | CelError {
  return patterns.of(pattern);
}

function createRe2(pattern: string): RE2JS | CelError {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return invalidArgument(`The pattern has ${pattern.length} characters, more than ${MAX_PATTERN_LENGTH}`);
  }
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    return invalidArgument(`The pattern ${quoted(pattern)} is not RE2 syntax: ${reasonOf(cause)}`);
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "it cannot be read";
  return cause.message.replace("error parsing regexp: ", "").slice(0, MAX_REASON_LENGTH);
}

const MAX_REASON_LENGTH = 200;
