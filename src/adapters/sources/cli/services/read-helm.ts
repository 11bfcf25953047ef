import type { Draft } from "../draft.ts";
import { actOnNamed } from "../files/file.ts";
import type { Call } from "../invoked.ts";
import { actOnHost, readAddress } from "../network/host.ts";
import { parseOptions } from "../words/parse-options.ts";
import { runByShell } from "../files/read-files.ts";
import { HELM_SERVICE } from "./clouds.ts";
import { isTrial, readService } from "./read-service.ts";

const OPAQUE = new Set(["install", "upgrade", "rollback", "test"]);

/** Reads `helm`: what a chart makes stands in the chart. */
export function readHelm(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, HELM_SERVICE.options);
  readService(draft, call, HELM_SERVICE);
  actOnNamed(draft, "read", parsed, ["values"]);
  for (const { text } of [...parsed.operands, ...parsed.values("repo")])
    if (text?.includes("://") === true) actOnHost(draft, "read", readAddress(text, "https"));
  for (const { text } of parsed.values("post-renderer")) runByShell(draft, "helm", text);
  const command = parsed.operands[0]?.text ?? "";
  if (OPAQUE.has(command) && !isTrial(parsed))
    draft.unresolved("manifest-unknown", "What the chart makes that `helm` is given is not known");
}
