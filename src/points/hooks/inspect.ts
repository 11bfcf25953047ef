import { Unknown, type Value } from "#core/language";
import { isList, isObject, setOwn } from "#core/model";
import { MaskedSecrets, maskTexts, secretsIn } from "#adapters/sources";

/** What was found in what a tool answered. */
export interface Inspected {
  /** What it holds, for the history by which later acts are judged. */
  readonly labels: readonly string[];
  /** `pass` as it is, `redact` to what `shown` is, or `block`. */
  readonly verdict: "pass" | "redact" | "block";
  readonly shown: Value;
  readonly reason: string;
}

const SECRET = "secret";
const REDACTED = "[redacted by Writ: a secret stood here]";
const REASON = "Writ has redacted secrets in this result";

/** Looks into what a tool answered. Total: what it cannot look through counts as one secret. */
export function inspectResult(result: Value): Inspected {
  const shown = withoutSecrets(result);
  return shown === result
    ? { labels: [], verdict: "pass", shown: result, reason: "" }
    : { labels: [SECRET], verdict: "redact", shown, reason: REASON };
}

function withoutSecrets(value: Value): Value {
  if (typeof value === "string") return redacted(value);
  if (isList(value)) return plain(maskTexts({ list: value }, nameOf, new MaskedSecrets())["list"] ?? null, value);
  return isObject(value) ? plain(maskTexts(value, nameOf, new MaskedSecrets()), value) : value;
}

const nameOf = (path: readonly (string | number)[]): string => path.findLast((step) => typeof step === "string") ?? "";

/** Line by line, so that what surrounds a secret stays of use; a key that spans lines is redacted as a whole. */
function redacted(text: string): string {
  if (secretsIn(text, "").length === 0) return text;
  const lines = text.split("\n").map((line) => (secretsIn(line, "").length > 0 ? REDACTED : line));
  const joined = lines.join("\n");
  return secretsIn(joined, "").length > 0 || text.includes("PRIVATE KEY") ? REDACTED : joined;
}

/** What was masked is unknown; a model sees a text there. Where a text was masked as a whole, its lines are looked at one by one. */
function plain(masked: Value, original: Value): Value {
  if (masked === original) return original;
  if (masked instanceof Unknown) return typeof original === "string" ? redacted(original) : REDACTED;
  if (isList(masked)) return masked.map((item, at) => plain(item, isList(original) ? (original[at] ?? null) : null));
  if (!isObject(masked)) return masked;
  const copy: Record<string, Value> = {};
  for (const [key, item] of Object.entries(masked)) {
    setOwn(copy, key, plain(item, isObject(original) && Object.hasOwn(original, key) ? (original[key] ?? null) : null));
  }
  return copy;
}
