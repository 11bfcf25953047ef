import type { CheckedValidation } from "#core/bundle";
import type { Value } from "#core/language";

/** The longest message, after Kubernetes' cap on `messageExpression`, in UTF-8 bytes. */
const MAX_MESSAGE_BYTES = 5 * 1024;

/**
 * What a failed validation tells: what its `messageExpression` answers when that is a text of one line within the cap, as in Kubernetes; else its
 * `message`; else its expression.
 */
export function failureMessage(validation: CheckedValidation, answered: Value | undefined): string {
  const text = typeof answered === "string" ? answered.trim() : "";
  if (text !== "" && !LINE_BREAK.test(text) && byteLength(text) <= MAX_MESSAGE_BYTES) return text;
  return oneLine(validation.message ?? `failed: ${validation.checked.parsed.source}`);
}

/** The text on one line within the cap. */
export function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return byteLength(line) <= MAX_MESSAGE_BYTES ? line : cut(line);
}

const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** No code point takes more than four bytes, nor more than three for each code unit. */
function cut(text: string): string {
  const head = text.slice(0, Math.floor(MAX_MESSAGE_BYTES / 3) - 1);
  return `${head.replace(/[\uD800-\uDBFF]$/, "")}…`;
}
