import type { Diagnostic } from "#core/diagnostics";
import type { Unresolved } from "#core/model";

/** Collects what stands between a plan and a full reading of it. */
export interface Issues {
  readonly file: string;
  readonly unresolved: Unresolved[];
  readonly diagnostics: Diagnostic[];
}

/** Creates an empty collection for a file. */
export function createIssues(file: string): Issues {
  return { file, unresolved: [], diagnostics: [] };
}

/** Records a reason why the changes of the plan may not be the whole truth. `address` is empty when it concerns the whole plan. */
export function addUnresolved(issues: Issues, code: string, message: string, address = ""): void {
  issues.unresolved.push({ code, message, source: { file: issues.file, address, path: [] } });
}
