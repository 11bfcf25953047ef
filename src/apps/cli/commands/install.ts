import { readFileSync } from "node:fs";
import { Option, type Command } from "commander";
import type { InstallOptions } from "../kubernetes/options.ts";
import { packageVersion } from "../package-root.ts";
import { UsageError } from "../usage-error.ts";
import { collect } from "./flags.ts";
import { addInstallClients } from "./install-client.ts";

const EXAMPLES = `
Examples:
  $ writ install kubernetes | kubectl apply -f -
  $ writ install kubernetes --image registry.example.com/writ@sha256:… --replicas 3 --settings-secret writ-settings
  $ writ install kubernetes | writ check -

The server writes whom the API server is to believe, and the secret in the address, into its webhook configurations itself; docs/guides/kubernetes.md
says what is asked about, what is not, and what happens while Writ does not answer.`;

interface InstallFlags {
  readonly namespace: string;
  readonly image?: string;
  readonly replicas: string;
  readonly fail?: boolean;
  readonly ignore?: boolean;
  readonly exclude?: readonly string[];
  readonly caBundle?: string;
  readonly settingsSecret?: string;
  readonly policies?: string;
  readonly label?: readonly string[];
  readonly url?: string;
}

/** Adds `writ install`. */
export function addInstall(program: Command): void {
  const install = program
    .command("install")
    .summary("set Writ up where it is asked: in a cluster, in coding assistants")
    .description("Prints what an installation in a cluster consists of, or writes the hooks of a coding assistant.");
  install
    .command("kubernetes")
    .summary("manifests of the control plane and its admission webhook")
    .description(
      "Prints the manifests of the control plane in a cluster, with its admission webhook, for `kubectl apply -f -`.",
    )
    .option("--namespace <name>", "where it runs", "writ")
    .option("--image <image>", "the image, with its tag or better its digest (default the one of this version)")
    .option("--replicas <count>", "how many run; more than one need a database", "1")
    .addOption(new Option("--fail", "refuse requests while Writ does not answer (default)").conflicts("ignore"))
    .option("--ignore", "let requests through while Writ does not answer")
    .option(
      "--exclude <namespace>",
      "a namespace about which Writ is not asked (repeatable; default kube-system)",
      collect,
    )
    .option(
      "--ca-bundle <file>",
      "the authorities (PEM) that the API server is to believe, where the server's certificate is your own",
    )
    .option("--settings-secret <name>", "the Secret whose `writ.yaml` has further settings, such as `databaseUrl`")
    .option("--policies <name>", "the ConfigMap with policies beside the shipped ones")
    .option("--label <label>", "a label of every object, such as owner=platform (repeatable)", collect)
    .option("--url <url>", "where the API server asks, in place of the Service")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: InstallFlags) => {
      const { manifestsOf, manifestText } = await import("../kubernetes/manifests.ts");
      process.stdout.write(manifestText(manifestsOf(optionsOf(flags))));
    });
  addInstallClients(install);
}

function optionsOf(flags: InstallFlags): InstallOptions {
  const { namespace, image, exclude, caBundle, settingsSecret, policies, url } = flags;
  const replicas = replicasOf(flags);
  return {
    namespace: nameOf("--namespace", namespace),
    image: image ?? defaultImage(),
    replicas,
    failurePolicy: flags.ignore === true ? "Ignore" : "Fail",
    excluded: (exclude ?? ["kube-system"]).map((name) => nameOf("--exclude", name)),
    caBundle: caBundle === undefined ? null : readPem(caBundle),
    settingsSecret: settingsSecret === undefined ? null : nameOf("--settings-secret", settingsSecret),
    policies: policies === undefined ? null : nameOf("--policies", policies),
    labels: Object.fromEntries((flags.label ?? []).map(labelOf)),
    url: url === undefined ? null : addressOf(url),
  };
}

/** The image of this version. */
function defaultImage(): string {
  return `ghcr.io/writ-dev/writ:${packageVersion()}`;
}

function replicasOf({ replicas, settingsSecret }: InstallFlags): number {
  const count = /^\d{1,3}$/.test(replicas) ? Number(replicas) : 0;
  if (count < 1) throw new UsageError(`\`--replicas\` must be a number from 1 to 999, not \`${replicas}\``);
  if (count > 1 && settingsSecret === undefined)
    throw new UsageError(
      "Replicas need a database that they share, since the embedded store has one process",
      "name the Secret whose `writ.yaml` has its address (`databaseUrl`) by `--settings-secret`",
    );
  return count;
}

/** A name as Kubernetes takes it (RFC 1123). */
function nameOf(flag: string, name: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return name;
  throw new UsageError(`\`${flag}\` must be a name of lower-case letters, digits and \`-\`, not \`${name}\``);
}

const LABEL = /^((?:[a-z0-9.-]{1,253}\/)?[A-Za-z0-9][\w.-]{0,62})=([A-Za-z0-9][\w.-]{0,62})$/;

function labelOf(text: string): readonly [string, string] {
  const [, name, value] = LABEL.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError(`\`--label\` must be as \`owner=platform\`, not \`${text}\``);
  return [name, value];
}

function addressOf(url: string): string {
  if (/^https:\/\/[^/\s]+$/.test(url)) return url;
  throw new UsageError(`\`--url\` must be an address as \`https://writ.example.com:9443\`, not \`${url}\``);
}

function readPem(file: string): string {
  const text = readOrNothing(file);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new UsageError(`\`${file}\` must be a file with certificates (PEM)`);
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
