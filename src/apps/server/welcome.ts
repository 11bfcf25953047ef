import { parseLogPlace } from "#adapters/logs";
import type { Settings } from "./config/settings.ts";
import { isOff, isRequired } from "./evidence/modes.ts";
import { evidencePlaces, type EvidenceSettings } from "./evidence/open-evidence.ts";

/** What is told of a control plane that is up. `token` is that of the administrator when it was made just now. */
export interface Welcome {
  readonly url: string;
  readonly webhookUrl: string | null;
  /** The port where Envoy asks, where it does. */
  readonly extAuthzPort: number | null;
  readonly settings: EvidenceSettings & Pick<Settings, "socket" | "evidence" | "host" | "issuers" | "publicUrl">;
  readonly digest: string;
  readonly policies: number;
  readonly token: string | null;
  /** Where the token was written in place of the screen; null where it was not. */
  readonly tokenFile: string | null;
}

function evidenceLines(settings: Welcome["settings"]): readonly string[] {
  const { store, key } = evidencePlaces(settings);
  const isShared = parseLogPlace(store) !== null;
  const folder = isShared ? "evidence" : store;
  return [
    isRequired(settings.evidence)
      ? "What it decides is recorded first. To verify that:"
      : "What it decides is recorded as its modes of evidence say. To verify that:",
    "",
    ...(isShared ? [`  npx writ evidence fetch ${store} --out ${folder}`] : []),
    `  npx writ evidence verify ${folder} --key "$(cat ${key}.vkey)"`,
  ];
}

/** A question that works against the shipped library: a bucket that everybody may read. */
const QUESTION = JSON.stringify({
  subject: { type: "pipeline", id: "ci" },
  action: { name: "create" },
  resource: { type: "aws_s3_bucket", id: "logs", properties: { acl: "public-read" } },
});

function tokenLines({ token, tokenFile }: Welcome): readonly string[] {
  if (token === null)
    return ["Set WRIT_TOKEN to a token of yours; `writ up --new-token` makes another for an administrator."];
  if (tokenFile === null) return ["The administrator's token, shown this once:", "", `  export WRIT_TOKEN=${token}`];
  return ["The administrator's token:", "", `  export WRIT_TOKEN=$(cat ${tokenFile})`];
}

/** Where to go next, line by line. */
export function welcome(welcomed: Welcome): readonly string[] {
  const { url, webhookUrl, extAuthzPort, settings, digest, policies } = welcomed;
  const kept = settings.databaseUrl === null ? `in ${settings.data}` : "in PostgreSQL";
  return [
    `Writ decides at ${url} by ${policies} policies (bundle ${digest.slice(0, 12)}), and keeps its state ${kept}.`,
    ...(settings.socket === null ? [] : [`It answers at the socket ${settings.socket} as well.`]),
    ...(extAuthzPort === null ? [] : [`Envoy asks at ${settings.host}:${extAuthzPort} (ext_authz over gRPC).`]),
    ...(webhookUrl === null ? [] : [`API servers of Kubernetes ask at ${webhookUrl}, and nobody else.`]),
    ...(isOff(settings.evidence) ? ["Nothing of what it decides is recorded."] : evidenceLines(settings)),
    ...(settings.issuers.some(({ type }) => type === "oidc")
      ? [`People log in at ${settings.publicUrl ?? url}/login.`]
      : []),
    "",
    ...tokenLines(welcomed),
    "",
    "Ask for a decision:",
    "",
    `  curl -s ${url}/access/v1/evaluation -H "Authorization: Bearer $WRIT_TOKEN" \\`,
    `    -H 'Content-Type: application/json' -d '${QUESTION}'`,
    "",
    `What else can be asked: ${url}/openapi.json, and docs/guides/quickstart.md`,
  ];
}
