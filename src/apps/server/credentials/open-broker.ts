import { readFileSync } from "node:fs";
import { awsSessionPolicy, roleRules, tableRights } from "#core/credentials";
import { UnavailableError } from "#core/diagnostics";
import { createClusterClient } from "#adapters/kubernetes";
import { awsMinter, kubernetesMinter, postgresMinter } from "#adapters/credentials";
import { createBroker, type Broker } from "./broker.ts";
import type { BrokerForm } from "./broker-forms.ts";

/** The credentials by which this process asks AWS, as its environment has them. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

type FormOf<Kind extends BrokerForm["kind"]> = Extract<BrokerForm, { readonly kind: Kind }>;

/** Opens a broker; throws `UnavailableError` for what it needs and cannot read. Nothing is asked yet. */
export function openBroker(form: BrokerForm, aws: AwsKeys | null): Broker {
  if (form.kind === "aws") return awsBroker(form, aws);
  return form.kind === "kubernetes" ? kubernetesBroker(form) : postgresBroker(form);
}

function awsBroker(form: FormOf<"aws">, aws: AwsKeys | null): Broker {
  if (aws === null) throw missing(form, "needs `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` in the environment");
  const [, partition = "", , , account = ""] = form.role.split(":");
  const place = { partition, account, region: form.region };
  const seconds = secondsOf(form);
  return createBroker({
    name: form.name,
    seconds,
    isHere: ({ resource }) => resource.provider === "aws",
    compile: (effects) => awsSessionPolicy(effects, place),
    minter: awsMinter({ ...form, ...aws, seconds, now: Date.now }),
  });
}

function kubernetesBroker(form: FormOf<"kubernetes">): Broker {
  const { name, url, account } = form;
  const seconds = secondsOf(form);
  return createBroker({
    name,
    seconds,
    isHere: ({ resource }) => resource.provider === "kubernetes",
    compile: roleRules,
    minter: kubernetesMinter({ client: createClusterClient({ url, account }), url, account, seconds }),
  });
}

function postgresBroker(form: FormOf<"postgresql">): Broker {
  const seconds = secondsOf(form);
  return createBroker({
    name: form.name,
    seconds,
    isHere: ({ resource }) => ["Records", "Table"].includes(resource.kind),
    compile: tableRights,
    minter: postgresMinter({ url: readUrl(form), seconds, now: Date.now }),
  });
}

function secondsOf({ minutes }: BrokerForm): number {
  return minutes * 60;
}

function readUrl(form: FormOf<"postgresql">): string {
  try {
    return readFileSync(form.urlFile, "utf8").trim();
  } catch {
    throw missing(form, `cannot read its address in \`${form.urlFile}\``);
  }
}

function missing({ name }: BrokerForm, what: string): UnavailableError {
  return new UnavailableError("broker-unavailable", `The broker \`${name}\` ${what}`);
}
