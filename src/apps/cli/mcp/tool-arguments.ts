/** The arguments of a call: as the schema of the tool says, which was looked at before. */
export interface ToolArguments {
  readonly path?: string;
  readonly content?: string;
  readonly policy?: string;
  readonly action?: string;
  readonly resource?: unknown;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly task?: string;
}
