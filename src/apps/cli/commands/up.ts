import type { Command } from "commander";
import type { SettingInputs } from "#apps/server";
import { packageVersion } from "../package-root.ts";
import { policiesOf } from "../policies/policies-of.ts";
import { collect } from "./flags.ts";
import { Signals } from "./signals.ts";

const EXAMPLES = `
Examples:
  $ writ up                                     # on this machine, its state in .writ
  $ writ up --policy policies/ --port 8080
  $ writ up --check --config writ-server.yaml   # are the settings and the policies good?
  $ DATABASE_URL=postgres://… writ up --host 0.0.0.0 --tls-cert tls.crt --tls-key tls.key

A flag wins over the environment, that over the file, and that over the default; docs/configuration.md has all of them.
SIGTERM finishes what is under way and ends with 0; SIGHUP reads policies and certificate again.`;

interface UpFlags {
  readonly config?: string;
  readonly check?: boolean;
  readonly newToken?: boolean;
  readonly [setting: string]: unknown;
}

/** Adds `writ up`. The server is loaded when it is started, so that no other command waits for it. */
export function addUp(program: Command): void {
  const up = program
    .command("up")
    .summary("run the control plane: decisions over the network")
    .description("Runs the control plane in this process until it is told to stop, and prints where to go next.")
    .option("--config <file>", "settings as YAML or JSON")
    .option("--check", "only say whether the settings and the policies are good")
    .option("--new-token", "make another token of an administrator, and show it once")
    .option("--data <folder>", "the folder of the embedded store (default .writ)")
    .option("--database-url <url>", "a PostgreSQL in place of the embedded store; better as DATABASE_URL")
    .option("--host <host>", "where to listen; beyond this machine only with TLS (default 127.0.0.1)")
    .option("--port <port>", "where to listen; 0 takes any that is free (default 7410)")
    .option("--socket <path>", "a Unix socket to listen on as well")
    .option("--tls-cert <file>", "the certificate with its chain (PEM); read again on SIGHUP")
    .option("--tls-key <file>", "the private key of the certificate (PEM)")
    .option("--allow-plaintext", "listen beyond this machine without TLS, where something before it has it")
    .option("--public-url <url>", "the address by which callers know this server")
    .option("--allow-host <name>", "a name that requests may call this server by (repeatable)", collect)
    .option("-p, --policy <path>", "documents that decide beside the shipped library (repeatable)", collect)
    .option("--no-library", "leave the shipped policies out")
    .option("--activate", "let the policies of this start decide, whatever decided before")
    .option("--release-key <file>", "the key that signs what decides (default release.key in the data folder)")
    .option("--source <address>", "where policies come from: folder:…, git+https://…#main:policies, https://…, oci://…")
    .option("--source-key <key>", "whose releases are believed: a key, or a file of keys (repeatable)", collect)
    .option("--source-token-file <file>", "what the source asks for: a token, or <user>:<password> of a registry")
    .option(
      "--source-approval <mode>",
      "required, or off: whether what a folder or repository loosens is approved first",
    )
    .option("--source-interval <ms>", "how long the source is left alone before it is asked again (default 30000)")
    .option("--directory <file>", "the subjects and resources that searches find (JSON)")
    .option(
      "--evidence <mode>",
      "whether decisions are recorded: required, best-effort or off, or by point, as in admission=best-effort (default required)",
    )
    .option("--evidence-store <place>", "where records are kept: folder, postgres or s3://bucket/prefix")
    .option("--evidence-key <file>", "the key that signs the log of records (default: made below --data)")
    .option("--recordings <days>", "for how many days questions are kept with their answers, or off (default 30d)")
    .option("--recordings-max-rows <count>", "how many questions are kept at most (default 200000)")
    .option("--receipt-minutes <minutes>", "how long a submitted plan may be applied (default 480)")
    .option("--witness-policy <file>", "the witnesses that sign each checkpoint of the evidence log")
    .option("--too-few-witnesses <what>", "show or withhold what too few of them have signed (default withhold)")
    .option("--ext-authz-port <port>", "where Envoy asks over gRPC (ext_authz), at the same host")
    .option("--ext-authz-socket <path>", "a Unix socket where Envoy asks over gRPC (ext_authz)")
    .option("--ext-authz-client-ca <file>", "the authority whose certificates Envoy must show (PEM)")
    .option("--max-body <bytes>", "the largest body that is read (default 1048576)")
    .option("--max-requests <count>", "how many requests a second one token may make (default 100000)")
    .option("--shutdown-grace <ms>", "how long requests may still take after SIGTERM (default 10000)")
    .option("--token-file <file>", "where the administrator's token of a first run is written, in place of the screen")
    .option("--log-level <level>", "debug, info, warn or error (default info)")
    .option("--otlp-endpoint <url>", "where traces are sent, by OTLP over HTTP")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: UpFlags) => {
      process.exitCode = await run(flags);
    });
  addDisclosureFlags(up);
  addClusterFlags(up);
  addAgentFlags(up);
  addHoldFlags(up);
}

/** How acts of agents wait for a person. */
function addHoldFlags(up: Command): void {
  up.option("--hold-minutes <minutes>", "how long an act of an agent may be approved (default 60)")
    .option("--holds-per-agent <count>", "how many acts of one agent may wait at once (default 20)")
    .option("--approval-webhook <url>", "where it is told that an act waits; better as WRIT_APPROVAL_WEBHOOK")
    .option("--brokers <file>", "where credentials are made for the tasks of agents (YAML)")
    .option("--approval-webhook-key <file>", "the secret that signs what is told there");
}

/** What is kept beside the records. */
function addDisclosureFlags(up: Command): void {
  up.option("--disclosures <mode>", "on keeps who decided about what, encrypted and erasable (default off)").option(
    "--disclosure-days <days>",
    "for how many days that is kept (default 90)",
  );
}

/** How the hooks of coding assistants are answered, and which models agents call by way of the server. */
function addAgentFlags(up: Command): void {
  up.option("--mcp <file>", "the servers of the Model Context Protocol that agents reach through this one")
    .option(
      "--hook-holds <who>",
      "approval or ask: who lets a held act of a coding assistant through (default approval)",
    )
    .option("--models <file>", "the providers of models that agents call by way of this server, with keys and prices");
}

/** What the server is told of the cluster whose API server asks it. */
function addClusterFlags(up: Command): void {
  up.option("--cluster-environment <name>", "the environment of the cluster whose API server asks")
    .option("--cluster-agent <name>", "who there is an agent: a user, or `group:<name>` (repeatable)", collect)
    .option("--cluster-url <url>", "the API server, which is asked about namespaces and keeps the webhook registered")
    .option("--cluster-account <folder>", "the `token` and `ca.crt` by which it is asked")
    .option("--namespace <name>", "where this server runs, whose own objects no policy keeps it from")
    .option("--webhook-port <port>", "where API servers ask, over TLS alone; unless set, nothing listens")
    .option("--webhook-host <host>", "where to listen for API servers (default 127.0.0.1)")
    .option("--webhook-name <name>", "what API servers call this server by (repeatable)", collect)
    .option("--webhook-client-ca <file>", "the authority of the certificate by which the API server proves itself")
    .option("--webhook-client-name <name>", "the common name of such a certificate (repeatable)", collect)
    .option("--webhook-configuration <name>", "the webhook configurations that this server keeps right");
}

async function run(flags: UpFlags): Promise<number> {
  const signals = new Signals();
  const { up } = await import("#apps/server");
  const result = await up({
    flags: settingFlags(flags),
    environment: process.env,
    configFile: flags.config ?? null,
    check: flags.check === true,
    newToken: flags.newToken === true,
    version: packageVersion(),
    policies: policiesOf,
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (text) => process.stderr.write(text),
  });
  if (result.kind === "running") await signals.serve(result.server);
  signals.close();
  return result.kind === "refused" ? EXIT_BROKEN : 0;
}

const EXIT_BROKEN = 2;

/** Flags under the names of their settings; a flag that was not given says nothing. */
function settingFlags({
  config: _config,
  check: _check,
  newToken: _newToken,
  ...flags
}: UpFlags): SettingInputs["flags"] {
  const { policy, allowHost, clusterAgent, webhookName, webhookClientName, ...others } = flags;
  const { maxBody, maxRequests, shutdownGrace, library, sourceKey, sourceInterval, ...same } = others;
  return {
    ...same,
    ...named("policies", policy),
    ...named("allowHosts", allowHost),
    ...named("sourceKeys", sourceKey),
    ...named("sourceIntervalMs", sourceInterval),
    ...named("maxBodyBytes", maxBody),
    ...named("maxRequestsPerSecond", maxRequests),
    ...named("shutdownGraceMs", shutdownGrace),
    ...named("clusterAgents", clusterAgent),
    ...named("webhookNames", webhookName),
    ...named("webhookClientNames", webhookClientName),
    ...named("library", library === false ? false : undefined),
  };
}

function named(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined ? {} : { [name]: value };
}
