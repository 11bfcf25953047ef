import type { SourceFormat, SourceSample } from "../source-format.ts";
import { PULUMI_PREVIEW, readPulumiPreview } from "./read.ts";

/** Previews of Pulumi as JSON, streams of its engine events, and exported stacks. */
export const pulumiPreview: SourceFormat = {
  format: PULUMI_PREVIEW,
  recognises: looksLikePreview,
  read: readPulumiPreview,
};

/** A JSON object with a URN of Pulumi's in it, or a preview that changes nothing. */
function looksLikePreview({ text }: SourceSample): boolean {
  if (text === null || !/^\s*\{/.test(text)) return false;
  return text.includes('"urn:pulumi:') || (/"changeSummary"\s*:/.test(text) && /"steps"\s*:/.test(text));
}
