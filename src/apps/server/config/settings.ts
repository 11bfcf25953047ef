import { parseLogPlace } from "#adapters/logs";
import { EVIDENCE_REQUIRED, parseModes, type EvidenceModes } from "../evidence/modes.ts";
import { CLUSTER_SETTINGS, type ClusterSettings } from "./cluster-settings.ts";
import { CREDENTIAL_SETTINGS, type CredentialSettings } from "./credential-settings.ts";
import { DISCLOSURE_SETTINGS, type DisclosureSettings } from "./disclosure-settings.ts";
import { POLICY_SETTINGS, type PolicySettings } from "./policy-settings.ts";
import { EXT_AUTHZ_SETTINGS, type ExtAuthzListening } from "./ext-authz-settings.ts";
import { HOLD_SETTINGS, type HoldSettings } from "./hold-settings.ts";
import { GATEWAY_SETTINGS, type GatewaySettings } from "../gateway/gateway-settings.ts";
import { HOOK_SETTINGS, type HookSettings } from "../hooks/hook-settings.ts";
import { MODEL_SETTINGS, type ModelSettings } from "../models/model-settings.ts";
import type { Issuer } from "./issuers/forms.ts";
import { switched, text, texts, whole, type SettingForm } from "./setting-form.ts";

/** Everything that can be set of a server, with nothing left open. */
export interface Settings
  extends
    ClusterSettings,
    ExtAuthzListening,
    PolicySettings,
    DisclosureSettings,
    GatewaySettings,
    HookSettings,
    HoldSettings,
    CredentialSettings,
    ModelSettings {
  readonly data: string;
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly socket: string | null;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  readonly allowPlaintext: boolean;
  readonly publicUrl: string | null;
  readonly allowHosts: readonly string[];
  readonly directory: string | null;
  readonly evidence: EvidenceModes;
  readonly evidenceStore: string | null;
  readonly evidenceKey: string | null;
  /** For how many days questions are kept with their answers, as in `30d`, or `off`. */
  readonly recordings: string;
  readonly recordingsMaxRows: number;
  readonly receiptMinutes: number;
  readonly witnessPolicy: string | null;
  readonly tooFewWitnesses: "show" | "withhold";
  readonly maxBodyBytes: number;
  readonly maxRequestsPerSecond: number;
  readonly shutdownGraceMs: number;
  readonly tokenFile: string | null;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly otlpEndpoint: string | null;
  /** Who vouches for callers; only a file has them. */
  readonly issuers: readonly Issuer[];
}

/** A setting that flags and the environment have too. */
export type SettingName = Exclude<keyof Settings, "issuers">;

const RECORDINGS = /^(?:off|(?:[1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|36[0-4]\d|3650)d)$/;

/** For how many days questions are kept; null where none are. */
export function recordingDays({ recordings }: Pick<Settings, "recordings">): number | null {
  return recordings === "off" ? null : Number.parseInt(recordings, 10);
}

const tooFew = (value: unknown): Settings["tooFewWitnesses"] | undefined =>
  value === "show" || value === "withhold" ? value : undefined;

const LEVELS = ["debug", "info", "warn", "error"] as const;
const level = (value: unknown): Settings["logLevel"] | undefined => LEVELS.find((one) => one === value);

/** Every setting, in the order in which they are shown. A flag wins over the environment, that over the file, and that over the fallback. */
export const SETTINGS: { readonly [Name in SettingName]: SettingForm<Settings[Name]> } = {
  data: {
    flag: "--data",
    environment: "WRIT_DATA",
    fallback: ".writ",
    expected: "a folder",
    description: "the folder of the embedded store",
    parse: text,
  },
  databaseUrl: {
    flag: "--database-url",
    environment: "DATABASE_URL",
    fallback: null,
    expected: "an address that begins with `postgres://` or `postgresql://`",
    description:
      "a PostgreSQL in place of the embedded store; better in the environment than in a flag, which others on the machine see",
    isSecret: true,
    parse: (value) => (/^postgres(?:ql)?:\/\//.test(text(value) ?? "") ? text(value) : undefined),
  },
  host: {
    flag: "--host",
    environment: "WRIT_HOST",
    fallback: "127.0.0.1",
    expected: "an address or a name",
    description: "where to listen; beyond this machine only with TLS",
    parse: text,
  },
  port: {
    flag: "--port",
    environment: "WRIT_PORT",
    fallback: 7410,
    expected: "a port",
    description: "where to listen; 0 takes any that is free",
    parse: whole(0, 65_535),
  },
  socket: {
    flag: "--socket",
    environment: "WRIT_SOCKET",
    fallback: null,
    expected: "a path",
    description: "a Unix socket to listen on as well",
    parse: text,
  },
  tlsCert: {
    flag: "--tls-cert",
    environment: "WRIT_TLS_CERT",
    fallback: null,
    expected: "a file",
    description: "the certificate with its chain (PEM); read again on SIGHUP",
    parse: text,
  },
  tlsKey: {
    flag: "--tls-key",
    environment: "WRIT_TLS_KEY",
    fallback: null,
    expected: "a file",
    description: "the private key of the certificate (PEM)",
    parse: text,
  },
  allowPlaintext: {
    flag: "--allow-plaintext",
    environment: "WRIT_ALLOW_PLAINTEXT",
    fallback: false,
    expected: "true or false",
    description: "listen beyond this machine without TLS, where something before it has it",
    parse: switched,
  },
  publicUrl: {
    flag: "--public-url",
    environment: "WRIT_PUBLIC_URL",
    fallback: null,
    expected: "an address that begins with `http://` or `https://`",
    description: "the address by which callers know this server",
    parse: (value) => (/^https?:\/\/[^/\s]+$/.test(text(value) ?? "") ? text(value) : undefined),
  },
  allowHosts: {
    flag: "--allow-host",
    environment: "WRIT_ALLOW_HOSTS",
    fallback: [],
    expected: "a list of names",
    description: "names that requests may call this server by, beside its own (repeatable)",
    parse: texts,
  },
  ...POLICY_SETTINGS,
  directory: {
    flag: "--directory",
    environment: "WRIT_DIRECTORY",
    fallback: null,
    expected: "a file",
    description: "the subjects and resources that searches find (JSON)",
    parse: text,
  },
  ...CLUSTER_SETTINGS,
  evidence: {
    flag: "--evidence",
    environment: "WRIT_EVIDENCE",
    fallback: EVIDENCE_REQUIRED,
    expected: "required, best-effort or off, or one of them for a point, as in `api=required,admission=best-effort`",
    description:
      "whether decisions are recorded before they are answered, and not allowed if they cannot be (required), as far as possible (best-effort) or not at all (off); also by point",
    parse: parseModes,
  },
  evidenceStore: {
    flag: "--evidence-store",
    environment: "WRIT_EVIDENCE_STORE",
    fallback: null,
    expected: "`folder`, `postgres` or `s3://bucket/prefix`",
    description:
      "where records are kept: by default in PostgreSQL where the state is, and else in a folder below `data`",
    parse: (value) => (value === "folder" || parseLogPlace(text(value) ?? "") !== null ? text(value) : undefined),
  },
  evidenceKey: {
    flag: "--evidence-key",
    environment: "WRIT_EVIDENCE_KEY",
    fallback: null,
    expected: "a file",
    description: "the key that signs the log of records; by default made below `data`",
    parse: text,
  },
  ...DISCLOSURE_SETTINGS,
  ...GATEWAY_SETTINGS,
  ...HOOK_SETTINGS,
  ...MODEL_SETTINGS,
  recordings: {
    flag: "--recordings",
    environment: "WRIT_RECORDINGS",
    fallback: "30d",
    expected: "a number of days from 1d to 3650d, or off",
    description: "for how many days questions are kept with their answers, to be asked again of other policies; or off",
    parse: (value) => (RECORDINGS.test(text(value) ?? "") ? text(value) : undefined),
  },
  recordingsMaxRows: {
    flag: "--recordings-max-rows",
    environment: "WRIT_RECORDINGS_MAX_ROWS",
    fallback: 200_000,
    expected: "a number of questions from 1000 to 100000000",
    description: "how many questions are kept at most",
    parse: whole(1000, 100_000_000),
  },
  receiptMinutes: {
    flag: "--receipt-minutes",
    environment: "WRIT_RECEIPT_MINUTES",
    fallback: 480,
    expected: "a number of minutes from 1 to 10080",
    description: "how long a plan that was submitted may be approved and applied",
    parse: whole(1, 10_080),
  },
  witnessPolicy: {
    flag: "--witness-policy",
    environment: "WRIT_WITNESS_POLICY",
    fallback: null,
    expected: "a file",
    description: "the witnesses that sign each checkpoint of the evidence log, with their addresses (C2SP tlog-policy)",
    parse: text,
  },
  tooFewWitnesses: {
    flag: "--too-few-witnesses",
    environment: "WRIT_TOO_FEW_WITNESSES",
    fallback: "withhold",
    expected: "show or withhold",
    description:
      "whether readers of the log see a checkpoint that the quorum of witnesses has not signed; decisions wait for no witness",
    parse: tooFew,
  },
  ...EXT_AUTHZ_SETTINGS,
  ...HOLD_SETTINGS,
  ...CREDENTIAL_SETTINGS,
  maxBodyBytes: {
    flag: "--max-body",
    environment: "WRIT_MAX_BODY",
    fallback: 1_048_576,
    expected: "a number of bytes from 1024 to 67108864",
    description: "the largest body that is read",
    parse: whole(1024, 67_108_864),
  },
  maxRequestsPerSecond: {
    flag: "--max-requests",
    environment: "WRIT_MAX_REQUESTS",
    fallback: 100_000,
    expected: "a number of requests from 1 to 10000000",
    description: "how many requests a second one token may make",
    parse: whole(1, 10_000_000),
  },
  shutdownGraceMs: {
    flag: "--shutdown-grace",
    environment: "WRIT_SHUTDOWN_GRACE",
    fallback: 10_000,
    expected: "a number of milliseconds up to 600000",
    description: "how long requests may still take after SIGTERM",
    parse: whole(0, 600_000),
  },
  tokenFile: {
    flag: "--token-file",
    environment: "WRIT_TOKEN_FILE",
    fallback: null,
    expected: "a file",
    description:
      "where the administrator's token of a first run is written, in place of the screen; for its owner alone",
    parse: text,
  },
  logLevel: {
    flag: "--log-level",
    environment: "WRIT_LOG_LEVEL",
    fallback: "info",
    expected: "debug, info, warn or error",
    description: "the least that is logged, on stderr",
    parse: level,
  },
  otlpEndpoint: {
    flag: "--otlp-endpoint",
    environment: "OTEL_EXPORTER_OTLP_ENDPOINT",
    fallback: null,
    expected: "an address that begins with `http://` or `https://`",
    description: "where traces are sent, by OTLP over HTTP",
    parse: (value) => (/^https?:\/\//.test(text(value) ?? "") ? text(value) : undefined),
  },
};
