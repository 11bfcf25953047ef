import { suggest } from "#core/diagnostics";
import { Double } from "#core/language";
import type { DocumentNode } from "../read/node.ts";
import type { SourceExpression } from "../types/index.ts";
import { GIVE_VALUE, quoted, reportWrongType } from "./describe.ts";
import type { JsonSchema } from "./json-schema.ts";
import { pathOf, placeText, report, type Place, type Shape } from "./shape.ts";

/** What a text must look like. `pattern` is anchored at both ends and means the same to JSON Schema. */
export interface TextRules {
  /** With its article: "a name". */
  readonly expected: string;
  readonly maxLength: number;
  readonly pattern?: RegExp;
  /** What the pattern means, as the end of "… must ". */
  readonly rule?: string;
  readonly code?: string;
  /** What may have been meant by a text that the pattern refuses; told where it fits. */
  readonly mend?: (value: string) => string;
}

/** Text that is not empty. */
export function text(rules: TextRules): Shape<string> {
  const { expected, maxLength, pattern } = rules;
  return {
    expected,
    read(node, place, reading) {
      if (node.kind !== "scalar" || typeof node.value !== "string") {
        reportWrongType(node, place, reading, expected);
        return undefined;
      }
      const problem = textProblem(node.value, place, rules);
      if (problem === undefined) return node.value;
      report(reading, node, problem);
      return undefined;
    },
    schema: () => ({
      type: "string",
      minLength: 1,
      maxLength,
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
    }),
  };
}

function textProblem(
  value: string,
  place: Place,
  rules: TextRules,
): { code: string; message: string; hint?: string } | undefined {
  const { expected, maxLength, pattern, rule } = rules;
  if (value === "") {
    return {
      code: "document-empty",
      message: `\`${placeText(place)}\` is empty, but ${expected} is expected`,
      hint: GIVE_VALUE,
    };
  }
  const length = value.length <= maxLength ? value.length : codePoints(value);
  if (length > maxLength) {
    const message = `\`${placeText(place)}\` has ${length} characters, but at most ${maxLength} are allowed`;
    return { code: "document-too-long", message, hint: "Shorten it" };
  }
  if (pattern === undefined || pattern.test(value)) return undefined;
  const message = `\`${placeText(place)}\` is ${quoted(value)}, but must ${rule ?? `be ${expected}`}`;
  const mended = rules.mend?.(value) ?? "";
  const hint = pattern.test(mended) && mended.length <= maxLength ? { hint: `Write \`${mended}\`, for example` } : {};
  return { code: rules.code ?? "document-invalid-text", message, ...hint };
}

/** JSON Schema counts characters, not code units. */
function codePoints(value: string): number {
  let count = 0;
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index);
    const next = value.charCodeAt(index + 1);
    if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) index += 1;
    count += 1;
  }
  return count;
}

const EXPRESSION: Shape<string> = text({ expected: "text with an expression", maxLength: 16_384 });

/** By which a schema says that a text is an expression. */
export const EXPRESSION_MEDIA_TYPE = "text/x-cel";

/** A CEL expression. It is parsed and checked when the bundle is loaded, not here. */
export const expression: Shape<SourceExpression> = {
  expected: EXPRESSION.expected,
  read(node, place, reading) {
    const source = EXPRESSION.read(node, place, reading);
    return source === undefined ? undefined : { text: source, path: pathOf(place) };
  },
  schema: (definitions) => ({ ...EXPRESSION.schema(definitions), contentMediaType: EXPRESSION_MEDIA_TYPE }),
};

/** One word of a closed set. */
export function oneOf<T extends string>(words: readonly T[]): Shape<T> {
  const expected = words.length === 1 ? `\`${words[0]}\`` : `one of ${words.map((word) => `\`${word}\``).join(", ")}`;
  return {
    expected,
    read(node, place, reading) {
      if (node.kind !== "scalar" || typeof node.value !== "string") {
        reportWrongType(node, place, reading, expected);
        return undefined;
      }
      const { value } = node;
      const word = words.find((candidate) => candidate === value);
      if (word !== undefined) return word;
      const message = `\`${placeText(place)}\` is ${quoted(value)}, but ${expected} is expected`;
      const near = suggest(value, words);
      const hint = near === undefined ? {} : { hint: `Did you mean \`${near}\`?` };
      report(reading, node, { code: "document-not-one-of", message, ...hint });
      return undefined;
    },
    schema: (): JsonSchema => (words.length === 1 ? { const: words[0] ?? "" } : { enum: words }),
  };
}

/** `true` or `false`. */
export const bool: Shape<boolean> = {
  expected: "`true` or `false`",
  read(node, place, reading) {
    if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
    reportWrongType(node, place, reading, this.expected);
    return undefined;
  },
  schema: () => ({ type: "boolean" }),
};

/** A finite number of zero or more; its fraction, if any, is kept. */
export const amount: Shape<number> = {
  expected: "a number of zero or more",
  read(node, place, reading) {
    const value = numberOf(node);
    if (value !== null && value >= 0 && value <= Number.MAX_SAFE_INTEGER) return value;
    reportWrongType(node, place, reading, this.expected);
    return undefined;
  },
  schema: () => ({ type: "number", minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
};

/** A whole number of zero or more. */
export function count(maximum: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  const limit = maximum === Number.MAX_SAFE_INTEGER ? "" : ` and at most ${maximum}`;
  return {
    expected: `a whole number of zero or more${limit}`,
    read(node, place, reading) {
      const value = numberOf(node);
      if (value !== null && Number.isSafeInteger(value) && value >= 0 && value <= maximum) return value;
      reportWrongType(node, place, reading, this.expected);
      return undefined;
    },
    schema: () => ({ type: "integer", minimum: 0, maximum }),
  };
}

function numberOf(node: DocumentNode): number | null {
  if (node.kind !== "scalar") return null;
  const value = node.value instanceof Double ? node.value.value : node.value;
  return typeof value === "number" ? value : null;
}
