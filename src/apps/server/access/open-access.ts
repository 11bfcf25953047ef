import type { Store } from "#core/store";
import type { Route } from "#points/api";
import type { Settings } from "../config/settings.ts";
import type { Recorder } from "../evidence/recorder.ts";
import { loginRoutes } from "../routes/login.ts";
import { meRoute } from "../routes/me.ts";
import type { Log } from "../telemetry/log.ts";
import { ApiTokens } from "./api-tokens.ts";
import { Authenticator } from "./authenticate.ts";
import { BearerTokens } from "./bearer-tokens.ts";
import { Certificates } from "./certificates.ts";
import { readIssuerFiles } from "./issuer-files.ts";
import { openIssuers, type Issuers } from "./issuers.ts";
import { Sessions } from "./sessions.ts";

/** What callers are told apart with. */
export interface AccessPorts {
  readonly settings: Settings;
  readonly store: Store;
  readonly log: Log;
  readonly recorder: Recorder | null;
}

/** Who may call, and how they prove it. */
export interface Access {
  readonly authenticator: Authenticator;
  /** Where people log in and out, and callers ask who they are. */
  readonly routes: readonly Route[];
  /** The certificates (PEM) by which connections prove who is at their other end; empty where none do. */
  authorities(): readonly string[];
  /** Reads the authorities again; files that cannot be used are reported, and the last ones stay. */
  reload(): void;
}

export type AccessResult =
  | { readonly kind: "open"; readonly access: Access }
  | { readonly kind: "broken"; readonly problem: string };

/** Makes everything ready that tells callers apart. */
export function openAccess(ports: AccessPorts): AccessResult {
  const { settings, store, log } = ports;
  const read = readIssuerFiles(settings.issuers);
  if (read.kind === "broken") return { kind: "broken", problem: read.problems.join("; ") };
  let { authorities } = read.files;
  const { clientSecret } = read.files;
  const issuers = openIssuers(settings.issuers, { clientSecret, publicUrl: settings.publicUrl });
  const { sessions, routes } = openSessions(ports, issuers);
  const { callerOf, verify } = issuers;
  const authenticator = new Authenticator({
    tokens: new ApiTokens(store, now),
    bearers: settings.issuers.length === 0 ? null : new BearerTokens(verify, callerOf, now),
    certificates: authorities.size === 0 ? null : new Certificates(() => authorities, callerOf, now),
    sessions,
  });
  const access: Access = {
    authenticator,
    routes: [meRoute, ...routes],
    authorities: () => [...authorities.values()].flat().map(String),
    reload: () => {
      const again = readIssuerFiles(settings.issuers);
      if (again.kind === "read") ({ authorities } = again.files);
      else log.error("files of issuers cannot be used, the last ones stay", { problem: again.problems[0] ?? "" });
    },
  };
  return { kind: "open", access };
}

function now(): number {
  return Date.now();
}

function openSessions(
  { settings, store, log, recorder }: AccessPorts,
  { login, callerOf }: Issuers,
): { readonly sessions: Sessions | null; readonly routes: readonly Route[] } {
  const { publicUrl } = settings;
  if (login === null || publicUrl === null) return { sessions: null, routes: [] };
  const sessions = new Sessions({ sessions: store.sessions, callerOf, now, publicUrl });
  const ports = { login, callerOf, sessions, store: store.sessions, publicUrl, log, recorder, now };
  return { sessions, routes: loginRoutes(ports) };
}
