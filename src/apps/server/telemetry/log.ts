import type { Settings } from "../config/settings.ts";

export type LogLevel = Settings["logLevel"];
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Writes what happens. A message is a fixed text; what differs goes into fields, of which none may be a secret or a body. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** A log of JSON lines, from a level on. */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const least = LEVELS.indexOf(level);
  const at = (name: LogLevel): Log["info"] => {
    if (LEVELS.indexOf(name) < least) return () => {};
    return (message, fields = {}) => {
      write(`${JSON.stringify({ time: new Date().toISOString(), level: name, message, ...fields })}\n`);
    };
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** An error for a log: what kind it is and what caused it, without messages of others, which may quote anything. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const { cause } = error;
  return {
    error: codeOf(error),
    ...(cause instanceof Error ? { cause: codeOf(cause) } : {}),
  };
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}

/** As `errorFields`, with where a bug of ours happened. */
export function defectFields(error: unknown): LogFields {
  const stack = error instanceof Error ? (error.stack ?? "").split("\n").slice(1, 8).join("\n") : "";
  return { ...errorFields(error), stack };
}
