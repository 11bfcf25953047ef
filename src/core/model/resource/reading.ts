import type { Diagnostic } from "#core/diagnostics";
import type { Unresolved, Verb } from "../proposal/proposal.ts";
import type { Locate } from "./location.ts";
import type { NativeResource } from "./resource.ts";

/** One change as a source sees it. `after` is null for delete and release, `before` for create; never both. */
export interface NativeChange {
  readonly verb: Verb;
  readonly before: NativeResource | null;
  readonly after: NativeResource | null;
  readonly changed: boolean;
  readonly traits: readonly string[];
  /** The id under which findings keep their identity over renames (`moved`, re-keyed `for_each`); null when it is the resource's own. */
  readonly previousId: string | null;
}

/** What a source made of one input: everything in it, what could not be resolved, and how to find places in it. */
export interface SourceReading {
  readonly format: string;
  readonly file: string;
  readonly changes: readonly NativeChange[];
  /** Resources that the input knows but does not change and that policies do not judge (data sources); links may end in them. */
  readonly surroundings: readonly NativeResource[];
  readonly unresolved: readonly Unresolved[];
  readonly diagnostics: readonly Diagnostic[];
  readonly locate: Locate;
}

/** A named text to read. `bytes` is as it came from the disk or stdin, so that encodings can be told apart. */
export interface SourceInput {
  readonly file: string;
  readonly bytes: Uint8Array;
}
