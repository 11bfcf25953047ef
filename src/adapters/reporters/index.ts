import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { json, ndjson } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { policyreport } from "./policyreport.ts";
import type { Reporter } from "./reporter.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text/render.ts";

export type ReporterName =
  | "text"
  | "json"
  | "ndjson"
  | "sarif"
  | "junit"
  | "github"
  | "gitlab"
  | "markdown"
  | "policyreport";

/** Every output format by its name on the command line. */
export const REPORTERS: Readonly<Record<ReporterName, Reporter>> = {
  text,
  json,
  ndjson,
  sarif,
  junit,
  github,
  gitlab,
  markdown,
  policyreport,
};

export { detailLines, exactNumbers } from "./approvals/details-text.ts";
export { durationText, personText, timeText } from "./approvals/words.ts";
export { markdownCode, markdownText } from "./markdown.ts";
export { printable } from "./printable.ts";
export type { Reporter, RenderOptions } from "./reporter.ts";
