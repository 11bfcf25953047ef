import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { isList, isObject, memberAt } from "#core/model";
import type { ClusterClient } from "#adapters/kubernetes";
import { MUTATE_PATH, VALIDATE_PATH } from "#points/admission";
import { defectFields, errorFields, type Log } from "../telemetry/log.ts";
import type { WebhookSecrets } from "./secrets.ts";

/** What keeps the registration of the webhook. */
export interface RegistrationPorts {
  readonly client: Pick<ClusterClient, "get" | "patch">;
  /** The name of both configurations in the cluster. */
  readonly name: string;
  /** Null where the API server proves itself by a certificate or a token alone. */
  readonly secrets: WebhookSecrets | null;
  /** PEM of the authorities to write; null where somebody else says what is believed. */
  readonly trusted: () => string | null;
  readonly log: Log;
}

const GROUP = "/apis/admissionregistration.k8s.io/v1";
const KINDS = [
  { plural: "validatingwebhookconfigurations", path: VALIDATE_PATH },
  { plural: "mutatingwebhookconfigurations", path: MUTATE_PATH },
] as const;
const EVERY_MS = 10_000;
const SOON_MS = 3000;

/**
 * Keeps what the cluster knows of the webhook right: in the two configurations that `writ install kubernetes` made it writes the authorities that are to be
 * believed and the secret that the address ends with. Nothing else of them is changed, and no configuration is made.
 */
export class Registration {
  readonly #ports: RegistrationPorts;
  /** The configurations that the cluster does not show, of which somebody was told. */
  readonly #missing = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isEnded = false;

  constructor(ports: RegistrationPorts) {
    this.#ports = ports;
  }

  /** Looks now and every ten seconds; sooner where it could not. */
  keep(): void {
    void this.look().then((isDone) => {
      if (this.#isEnded) return;
      this.#timer = setTimeout(() => this.keep(), isDone ? EVERY_MS : SOON_MS);
      this.#timer.unref();
    });
  }

  stop(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
  }

  /** Puts right what is not; whether all is as it must be afterwards. */
  async look(): Promise<boolean> {
    const { log } = this.#ports;
    try {
      return await this.#look();
    } catch (error) {
      const fields = error instanceof UnavailableError ? errorFields(error) : defectFields(error);
      log.error("the registration of the webhook was not looked after", fields);
      return false;
    }
  }

  async #look(): Promise<boolean> {
    const found = await Promise.all(KINDS.map((kind) => this.#find(kind)));
    const registered = found.flatMap((one) => one?.webhooks.map(({ secret }) => secret) ?? []);
    const suffix = await this.#suffixFor(registered);
    if (suffix === null) return false;
    const answers = await Promise.all(found.flatMap((one) => (one === null ? [] : [this.#write(one, suffix)])));
    const isDone = answers.length > 0 && answers.every(Boolean);
    if (isDone) await this.#ports.secrets?.retire();
    return isDone;
  }

  /** What addresses end with: nothing, or a secret that is registered or now made; null when another replica is about to register one. */
  async #suffixFor(registered: readonly string[]): Promise<string | null> {
    const { secrets } = this.#ports;
    if (secrets === null) return "";
    const [first = ""] = registered;
    const isGood = registered.every((one) => one === first) && (await secrets.isCurrent(first));
    const secret = isGood ? first : await secrets.renew(registered);
    return secret === null ? null : `/${secret}`;
  }

  async #find(kind: (typeof KINDS)[number]): Promise<Found | null> {
    const { client, name, log } = this.#ports;
    const address = `${GROUP}/${kind.plural}/${encodeURIComponent(name)}`;
    const answer = await client.get(address);
    if (answer.kind === "found") {
      if (this.#missing.delete(address))
        log.info("the cluster shows the configuration of the webhook", { kind: kind.plural });
      return foundIn(answer.object, address, kind.path);
    }
    if (!this.#missing.has(address))
      log.warn("the cluster shows no configuration of the webhook", { kind: kind.plural, status: answer.status });
    this.#missing.add(address);
    return null;
  }

  async #write({ address, version, webhooks }: Found, suffix: string): Promise<boolean> {
    const { client, trusted, log } = this.#ports;
    const pem = trusted();
    const caBundle = pem === null ? null : Buffer.from(pem).toString("base64");
    const changes = webhooks.flatMap((one) => changesOf(one, { suffix, caBundle }));
    if (changes.length === 0) return true;
    const test = { op: "test", path: "/metadata/resourceVersion", value: version };
    const answer = await client.patch(address, [test, ...changes]);
    if (answer.kind === "found") log.info("registration of the webhook written", { address });
    else log.warn("registration of the webhook not written", { address, status: answer.status });
    return answer.kind === "found";
  }
}

/** One configuration as it is. */
interface Found {
  readonly address: string;
  readonly version: string;
  readonly webhooks: readonly FoundWebhook[];
}

interface FoundWebhook {
  /** Where its `clientConfig` stands. */
  readonly pointer: string;
  readonly config: ValueObject;
  /** Its address up to the secret. */
  readonly path: string;
  /** Empty without one. */
  readonly secret: string;
}

/** Webhooks of the configuration that lead here; others that somebody added are left alone. */
function foundIn(object: ValueObject, address: string, path: string): Found {
  const version = memberAt(object, "metadata", "resourceVersion");
  const webhooks = memberAt(object, "webhooks") ?? [];
  return {
    address,
    version: typeof version === "string" ? version : "",
    webhooks: (isList(webhooks) ? [...webhooks] : []).flatMap((webhook, at) => {
      const config = isObject(webhook) ? memberAt(webhook, "clientConfig") : undefined;
      const secret = isObject(config) ? secretIn(config, path) : null;
      if (!isObject(config) || secret === null) return [];
      return [{ pointer: `/webhooks/${at}/clientConfig`, config, path, secret }];
    }),
  };
}

/** What the address of a webhook ends with after the path of its route; null when it leads elsewhere. */
function secretIn(config: ValueObject, path: string): string | null {
  const found = pathnameOf(config);
  if (found === path) return "";
  return found.startsWith(`${path}/`) ? found.slice(path.length + 1) : null;
}

function pathnameOf(config: ValueObject): string {
  const url = memberAt(config, "url");
  const path = memberAt(config, "service", "path");
  if (typeof url === "string") return URL.parse(url)?.pathname ?? "";
  return typeof path === "string" ? path : "";
}

function changesOf(
  { pointer, config, path, secret }: FoundWebhook,
  { suffix, caBundle }: { readonly suffix: string; readonly caBundle: string | null },
): readonly object[] {
  const isTrusted = caBundle === null || memberAt(config, "caBundle") === caBundle;
  const changes: object[] = isTrusted ? [] : [{ op: "add", path: `${pointer}/caBundle`, value: caBundle }];
  if (`/${secret}` === suffix || secret === suffix) return changes;
  const url = memberAt(config, "url");
  if (typeof url === "string") {
    const value = new URL(path + suffix, url).href;
    return [...changes, { op: "replace", path: `${pointer}/url`, value }];
  }
  return [...changes, { op: "replace", path: `${pointer}/service/path`, value: path + suffix }];
}
