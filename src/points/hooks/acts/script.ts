import type { Effect, SourceRef, Unresolved } from "#core/model";

/** Where a script is to run. Null is what nobody knows. */
export interface ScriptSetting {
  readonly cwd: string | null;
  readonly workspace: string | null;
  readonly source: SourceRef;
}

/** What a script does, and why that may not be all. */
export interface ScriptReading {
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
}

/** Finds out what a script does. Total: what it cannot find out is unresolved. */
export function readScript(_script: string, { source }: ScriptSetting): ScriptReading {
  return { effects: [], unresolved: [{ code: "unread-script", message: "What the script does is not known", source }] };
}
