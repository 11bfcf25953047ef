import type { CheckReport } from "#core/model";

/** How a report is to be written. Only the text format looks at colour, width and verbosity. */
export interface RenderOptions {
  readonly colour: boolean;
  /** Columns to wrap at, or null for no wrapping. */
  readonly width: number | null;
  /** The summary alone. */
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** One output format. `render` is pure and total, and neutralises whatever a user's names and values could do to the reader's tools. */
export interface Reporter {
  readonly description: string;
  render(report: CheckReport, options: RenderOptions): string;
}
