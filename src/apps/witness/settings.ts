import { isLoopback, type LogLevel } from "#apps/server";

/** How `writ witness` was called; each is the text of a flag. */
export interface WitnessFlags {
  readonly key: string;
  readonly logs: string;
  readonly data: string;
  readonly init?: boolean;
  readonly host?: string;
  readonly port?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly allowPlaintext?: boolean;
  readonly maxRequests?: string;
  readonly shutdownGrace?: string;
  readonly logLevel?: string;
}

/** The same with nothing left open. */
export interface WitnessSettings {
  readonly key: string;
  readonly logs: string;
  readonly data: string;
  readonly init: boolean;
  readonly host: string;
  readonly port: number;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  /** By remote address. */
  readonly maxRequestsPerSecond: number;
  readonly shutdownGraceMs: number;
  readonly logLevel: LogLevel;
}

export type SettingsResult =
  | { readonly kind: "read"; readonly settings: WitnessSettings }
  | { readonly kind: "wrong"; readonly problems: readonly string[] };

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

const DEFAULTS = {
  init: false,
  host: "127.0.0.1",
  port: "7411",
  tlsCert: null,
  tlsKey: null,
  allowPlaintext: false,
  maxRequests: "50",
  shutdownGrace: "10000",
  logLevel: "info",
} as const;

/** Reads the flags; every problem is told. */
export function readWitnessSettings(flags: WitnessFlags): SettingsResult {
  const problems: string[] = [];
  const whole = (text: string, least: number, most: number, expected: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (number < least || number > most) problems.push(expected);
    return number;
  };
  const { port, maxRequests, shutdownGrace, logLevel, ...given } = { ...DEFAULTS, ...flags };
  const level = LEVELS.find((one) => one === logLevel);
  if (level === undefined) problems.push("`--log-level` must be debug, info, warn or error");
  const numbers = {
    port: whole(port, 0, 65_535, "`--port` must be a port"),
    maxRequestsPerSecond: whole(maxRequests, 1, 1_000_000, "`--max-requests` must be a number from 1 to 1000000"),
    shutdownGraceMs: whole(shutdownGrace, 0, 600_000, "`--shutdown-grace` must be milliseconds up to 600000"),
  };
  problems.push(...protectionProblems(given));
  const settings = { ...given, ...numbers, logLevel: level ?? "info" };
  return problems.length === 0 ? { kind: "read", settings } : { kind: "wrong", problems };
}

interface Protection {
  readonly host: string;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  readonly allowPlaintext: boolean;
}

/** What a witness says is signed; TLS keeps others from answering in its place, so that a log waits for nothing. */
function protectionProblems({ host, tlsCert, tlsKey, allowPlaintext }: Protection): readonly string[] {
  if ((tlsCert === null) !== (tlsKey === null))
    return ["A certificate needs its key: set both `--tls-cert` and `--tls-key`"];
  if (isLoopback(host) || tlsCert !== null || allowPlaintext) return [];
  return [
    `\`${host}\` is reached from beyond this machine: set \`--tls-cert\` and \`--tls-key\`, or \`--allow-plaintext\` where something before it has TLS`,
  ];
}
