import { RE2JS } from "re2js";
import { CelError } from "../../values/index.ts";
import { isPlainPattern } from "./plain-subset.ts";

/** Finds a pattern in texts, in time linear in the length of the text. */
export interface Matcher {
  /** Whether any part of the text matches. */
  test(text: string): boolean;
}

/** How many compiled patterns are kept. */
const CACHE_SIZE = 1000;
/** The longest pattern accepted. */
const MAX_PATTERN_LENGTH = 10_000;

const cache = new Map<string, Matcher | CelError>();

/**
 * Makes a matcher for a pattern in RE2 syntax, or an `invalid-argument` error when it is not one.
 *
 * A pattern that is proven linear and to mean the same to JavaScript runs on `RegExp`; everything else runs on RE2. The least recently used of
 * the last 1000 patterns is forgotten first.
 */
export function compilePattern(pattern: string): Matcher | CelError {
  const known = cache.get(pattern);
  if (known) cache.delete(pattern);
  const matcher = known ?? createMatcher(pattern);
  cache.set(pattern, matcher);
  if (cache.size > CACHE_SIZE) for (const [oldest] of cache) return forget(oldest, matcher);
  return matcher;
}

function forget(pattern: string, matcher: Matcher | CelError): Matcher | CelError {
  cache.delete(pattern);
  return matcher;
}

function createMatcher(pattern: string): Matcher | CelError {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return new CelError(
      "invalid-argument",
      `The pattern has ${pattern.length} characters, more than ${MAX_PATTERN_LENGTH}`,
    );
  }
  return isPlainPattern(pattern) ? new RegExp(pattern, "u") : compileRe2(pattern);
}

/** RE2 itself, for the functions that need positions and groups, or an `invalid-argument` error. */
export function compileRe2(pattern: string): RE2JS | CelError {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    return new CelError(
      "invalid-argument",
      `The pattern \`${pattern.slice(0, 200)}\` is not RE2 syntax: ${reasonOf(cause)}`,
    );
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : "it cannot be read";
}
