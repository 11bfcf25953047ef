import { text, texts, whole, type SettingForm } from "./setting-form.ts";

/** What is set of the cluster whose API server asks, and of where it does. */
export interface ClusterSettings {
  readonly clusterEnvironment: string | null;
  readonly clusterAgents: readonly string[];
  readonly clusterUrl: string | null;
  readonly clusterAccount: string;
  readonly namespace: string | null;
  readonly webhookPort: number | null;
  readonly webhookHost: string;
  readonly webhookNames: readonly string[];
  readonly webhookClientCa: string | null;
  readonly webhookClientNames: readonly string[];
  readonly webhookConfiguration: string | null;
}

/** The forms of these settings. */
export const CLUSTER_SETTINGS: { readonly [Name in keyof ClusterSettings]: SettingForm<ClusterSettings[Name]> } = {
  clusterEnvironment: {
    flag: "--cluster-environment",
    environment: "WRIT_CLUSTER_ENVIRONMENT",
    fallback: null,
    expected: "the name of an environment",
    description: "the environment of the cluster whose API server asks, where the settings recognise no other",
    parse: text,
  },
  clusterAgents: {
    flag: "--cluster-agent",
    environment: "WRIT_CLUSTER_AGENTS",
    fallback: [],
    expected: "a list of users, or of groups as `group:<name>`",
    description: "who in that cluster is an agent: a user, or `group:<name>` (repeatable)",
    parse: texts,
  },
  clusterUrl: {
    flag: "--cluster-url",
    environment: "WRIT_CLUSTER_URL",
    fallback: null,
    expected: "an address that begins with `https://`",
    description: "the API server, which is asked about namespaces and keeps the registration of the webhook",
    parse: (value) => (/^https:\/\/[^/\s]+$/.test(text(value) ?? "") ? text(value) : undefined),
  },
  clusterAccount: {
    flag: "--cluster-account",
    environment: "WRIT_CLUSTER_ACCOUNT",
    fallback: "/var/run/secrets/kubernetes.io/serviceaccount",
    expected: "a folder",
    description: "the folder with the `token` and the `ca.crt` by which the API server is asked",
    parse: text,
  },
  namespace: {
    flag: "--namespace",
    environment: "WRIT_NAMESPACE",
    fallback: null,
    expected: "the name of a namespace",
    description: "the namespace in which this server runs, whose own objects no policy keeps it from",
    parse: text,
  },
  webhookPort: {
    flag: "--webhook-port",
    environment: "WRIT_WEBHOOK_PORT",
    fallback: null,
    expected: "a port",
    description:
      "where API servers ask, over TLS alone; 0 takes any that is free, and nothing listens unless it is set",
    parse: whole(0, 65_535),
  },
  webhookHost: {
    flag: "--webhook-host",
    environment: "WRIT_WEBHOOK_HOST",
    fallback: "127.0.0.1",
    expected: "an address or a name",
    description: "where to listen for API servers",
    parse: text,
  },
  webhookNames: {
    flag: "--webhook-name",
    environment: "WRIT_WEBHOOK_NAMES",
    fallback: [],
    expected: "a list of names and addresses",
    description: "what API servers call this server by, beside its Service in `namespace` (repeatable)",
    parse: texts,
  },
  webhookClientCa: {
    flag: "--webhook-client-ca",
    environment: "WRIT_WEBHOOK_CLIENT_CA",
    fallback: null,
    expected: "a file",
    description:
      "the authority (PEM) of the certificate by which the API server proves itself; then no secret in an address is taken",
    parse: text,
  },
  webhookClientNames: {
    flag: "--webhook-client-name",
    environment: "WRIT_WEBHOOK_CLIENT_NAMES",
    fallback: [],
    expected: "a list of names",
    description: "the common names of such certificates; any of the authority where none is set (repeatable)",
    parse: texts,
  },
  webhookConfiguration: {
    flag: "--webhook-configuration",
    environment: "WRIT_WEBHOOK_CONFIGURATION",
    fallback: null,
    expected: "the name of an object",
    description:
      "the webhook configurations in the cluster that this server keeps right: whom to believe, and the secret in the address",
    parse: text,
  },
};
