import type { SourceInput, SourceReading } from "#core/model";

/** An input before its format is known. `text` is null when the bytes are not UTF-8 text within the size limit. */
export interface SourceSample {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly text: string | null;
}

/** A file that lies beside the input and helps to understand it, such as the configuration that a plan was made from. */
export interface Companion {
  readonly file: string;
  readonly text: string;
}

export interface SourceOptions {
  /** Larger inputs are refused; `DEFAULT_MAX_BYTES` when absent. */
  readonly maxBytes?: number;
  /** Terraform configuration files beside a plan or another one, those of local modules, and the lock file. */
  readonly hcl?: readonly Companion[];
  /** Files of values for the parameters of templates and configurations, the stronger ones last; each format takes its own. */
  readonly parameters?: readonly Companion[];
}

/**
 * One format that `readSource` understands. `recognises` looks at content; the name of the file helps only where content cannot tell, as with a
 * broken file. The first format that does reads it.
 */
export interface SourceFormat {
  readonly format: string;
  recognises(sample: SourceSample): boolean;
  /** Total: whatever is wrong with the input becomes a diagnostic. */
  read(input: SourceInput, options: SourceOptions): SourceReading;
}
