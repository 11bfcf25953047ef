import { matching, oneOf, optional, orNull, record, required, text, whole, type Shape } from "#core/wire";

interface AwsBroker {
  readonly name: string;
  readonly kind: "aws";
  readonly role: string;
  readonly region: string;
  /** In place of that of AWS, for what speaks the same. */
  readonly endpoint: string | null;
  readonly minutes: number;
}

interface KubernetesBroker {
  readonly name: string;
  readonly kind: "kubernetes";
  readonly url: string;
  /** A folder with `token` and `ca.crt`. */
  readonly account: string;
  readonly minutes: number;
}

interface PostgresBroker {
  readonly name: string;
  readonly kind: "postgresql";
  /** A file with the address. */
  readonly urlFile: string;
  readonly minutes: number;
}

/** Where credentials are made, as the operator says it. */
export type BrokerForm = AwsBroker | KubernetesBroker | PostgresBroker;

const NAME: Shape<string> = matching(/^[a-z][a-z0-9-]{0,31}$/, "a name of at most 32 small letters, digits and `-`");
const FILE: Shape<string> = text("a path", 4096);
const ROLE: Shape<string> = matching(
  /^arn:(?:aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
  "the ARN of a role",
);
const REGION: Shape<string> = matching(/^[a-z]{2}(?:-[a-z0-9]+){1,4}$/, "a region of AWS");
const ADDRESS: Shape<string> = matching(
  /^(?:https:\/\/[^\s/@]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?)$/,
  "an address that begins with `https://`, or with `http://` on this machine",
);
const CLUSTER: Shape<string> = matching(/^https:\/\/[^\s/@]+$/, "an address that begins with `https://`");

/** AWS and Kubernetes make none for less. */
const MINUTES: Shape<number> = whole(15, 60);
const DEFAULT_MINUTES = 15;
const minutes = optional<number, number>(MINUTES, DEFAULT_MINUTES, "how long a credential lasts that nobody ends");

/** The forms of each kind. */
export const BROKER_FORMS: { readonly [Kind in BrokerForm["kind"]]: Shape<Extract<BrokerForm, { kind: Kind }>> } = {
  aws: record<AwsBroker>("a broker", {
    name: required(NAME, "what it is called here"),
    kind: required(oneOf(["aws"] as const), "what it is"),
    role: required(ROLE, "the role that sessions are made of"),
    region: required(REGION, "where the resources lie"),
    endpoint: optional<string | null, null>(orNull(ADDRESS), null, "in place of that of AWS"),
    minutes,
  }),
  kubernetes: record<KubernetesBroker>("a broker", {
    name: required(NAME, "what it is called here"),
    kind: required(oneOf(["kubernetes"] as const), "what it is"),
    url: required(CLUSTER, "the API server"),
    account: required(FILE, "a folder with `token` and `ca.crt`"),
    minutes,
  }),
  postgresql: record<PostgresBroker>("a broker", {
    name: required(NAME, "what it is called here"),
    kind: required(oneOf(["postgresql"] as const), "what it is"),
    urlFile: required(FILE, "a file with the address"),
    minutes,
  }),
};
