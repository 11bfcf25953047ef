/** What may be said of an installation in a cluster. */
export interface InstallOptions {
  readonly namespace: string;
  /** With its digest or its tag. */
  readonly image: string;
  /** More than one only with a database that they share. */
  readonly replicas: number;
  /** What becomes of requests while Writ does not answer. */
  readonly failurePolicy: "Fail" | "Ignore";
  /** Namespaces about which Writ is not asked, beside its own. */
  readonly excluded: readonly string[];
  /** The PEM of the authorities that the API server is to believe; null lets the server write its own. */
  readonly caBundle: string | null;
  /** The Secret whose `writ.yaml` has further settings, such as `databaseUrl`; null for none. */
  readonly settingsSecret: string | null;
  /** The ConfigMap with policies beside the shipped ones; null for none. */
  readonly policies: string | null;
  /** Labels of every object, beside those that name it. */
  readonly labels: Labels;
  /** Who asks, where Writ is registered by an address of its own in place of the Service; null for the Service. */
  readonly url: string | null;
}

/** What everything of Writ in a cluster is called. */
export const NAME = "writ";
/** The port on which the webhook listens, and nothing else. */
export const WEBHOOK_PORT = 9443;
/** Where the state of a replica is kept. */
export const DATA = "/var/lib/writ";

/** An object of Kubernetes as it is written down. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly [field: string]: unknown;
}

/** Labels by their names. */
export type Labels = Readonly<Record<string, string>>;

/** By what pods of Writ are found. */
export const SELECTOR: Labels = { "app.kubernetes.io/name": NAME };
const LABELS: Labels = {
  ...SELECTOR,
  "app.kubernetes.io/component": "control-plane",
  "app.kubernetes.io/part-of": NAME,
  "app.kubernetes.io/managed-by": "writ-install",
};

/** The metadata of an object in the namespace of an installation. */
export function inNamespace(options: InstallOptions, name: string = NAME): Manifest["metadata"] {
  return { name, namespace: options.namespace, labels: labelsOf(options) };
}

/** What every object of an installation bears. */
export function labelsOf({ labels }: Pick<InstallOptions, "labels">): Labels {
  return { ...labels, ...LABELS };
}
