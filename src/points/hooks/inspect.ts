import { Inspector } from "#core/inspection";
import type { Value } from "#core/language";

/** What was found in what a tool answered. */
export interface Inspected {
  /** What it holds, for the history by which later acts are judged. */
  readonly labels: readonly string[];
  /** The result without what a model may not see; the result itself where that is nothing. */
  readonly shown: Value;
}

/** What is told beside a result of which something was taken out. */
export const REDACTED = "Writ has redacted secrets in this result";

/** The label of what could not be looked through. */
export const UNINSPECTED = "uninspected";

const INSPECTOR = new Inspector();

/** Looks into what a tool answered, in the same way as the gateway does. Total. */
export function inspectResult(result: Value): Inspected {
  const { labels, redacted } = INSPECTOR.inspect(result);
  // oxlint-disable-next-line no-unsafe-type-assertion -- what is left of a value is one
  return { labels, shown: redacted as Value };
}
