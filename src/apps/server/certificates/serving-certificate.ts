import { UnavailableError } from "#core/diagnostics";
import type { SettingStore } from "#core/store";
import { defectFields, errorFields, type Log } from "../telemetry/log.ts";
import { keepAuthorities, signerOf, SKEW_MS, trustBundle } from "./authorities.ts";
import type { KeyedCertificate, Lifetime } from "./x509.ts";

const HOUR_MS = 60 * 60 * 1000;
/** How long a certificate of the server holds. Half of it is the latest at which it is replaced. */
export const SERVING_MS: number = 7 * 24 * HOUR_MS;

/** What a server shows, and what is to be believed of it. */
export interface Shown extends KeyedCertificate {
  /** PEM of every authority that may have signed what this server or another replica shows. */
  readonly trusted: string;
}

/** What this part is given. */
export interface CertificatePorts {
  readonly settings: SettingStore;
  readonly log: Log;
  readonly now: () => number;
  /** The names and addresses by which the server is called. */
  readonly names: readonly string[];
}

/**
 * The certificate that this process shows, with a key that never leaves it, signed by the authority that all replicas share. It is looked at every hour, and
 * replaced before half of its life is over, or at once where a clock says that it does not hold yet.
 */
export class ServingCertificate {
  readonly #ports: CertificatePorts;
  readonly #onChange: ((shown: Shown) => void)[] = [];
  #lifetime: Lifetime & { readonly signer: string };
  #timer: NodeJS.Timeout | undefined;
  #shown: Shown;

  private constructor(ports: CertificatePorts, issued: Issued) {
    this.#ports = ports;
    this.#shown = issued.shown;
    this.#lifetime = issued.lifetime;
  }

  /** Rejects with `UnavailableError` when the store does not answer. */
  static async start(ports: CertificatePorts): Promise<ServingCertificate> {
    return new ServingCertificate(ports, await issue(ports));
  }

  get shown(): Shown {
    return this.#shown;
  }

  /** Tells whenever something else is shown or believed. */
  onChange(listener: (shown: Shown) => void): void {
    this.#onChange.push(listener);
  }

  /** Looks every hour from now on. */
  keep(): void {
    this.#timer = setInterval(() => void this.look(), HOUR_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Replaces what is due. Where the store does not answer, what is shown stays, which is reported. */
  async look(): Promise<void> {
    const { settings, now, log } = this.#ports;
    try {
      const authorities = await keepAuthorities(settings, await authorityMaker(), now());
      const trusted = trustBundle(authorities);
      if (this.#isDue(signerOf(authorities, now()).certificate)) this.#take(await issue(this.#ports));
      else if (trusted !== this.#shown.trusted)
        this.#take({ shown: { ...this.#shown, trusted }, lifetime: this.#lifetime });
    } catch (error) {
      const fields = error instanceof UnavailableError ? errorFields(error) : defectFields(error);
      log.error("the certificate of the webhook was not looked after", fields);
    }
  }

  #isDue(signer: string): boolean {
    const { from, until, signer: own } = this.#lifetime;
    const now = this.#ports.now();
    return signer !== own || now < from || now >= from + (until - from) / 2;
  }

  #take({ shown, lifetime }: Issued): void {
    this.#shown = shown;
    this.#lifetime = lifetime;
    for (const listener of this.#onChange) listener(shown);
    this.#ports.log.info("certificate of the webhook replaced", { until: new Date(lifetime.until).toISOString() });
  }
}

interface Issued {
  readonly shown: Shown;
  readonly lifetime: Lifetime & { readonly signer: string };
}

async function issue({ settings, now, names }: CertificatePorts): Promise<Issued> {
  const at = now();
  const authorities = await keepAuthorities(settings, await authorityMaker(), at);
  const signer = signerOf(authorities, at);
  const { issueCertificate } = await import("./x509.ts");
  const lifetime = { from: at - SKEW_MS, until: Math.min(at + SERVING_MS, signer.until) };
  const { certificate, key } = await issueCertificate(signer, names, lifetime);
  const shown = { certificate, key, trusted: trustBundle(authorities) };
  return { shown, lifetime: { ...lifetime, signer: signer.certificate } };
}

/** What makes certificates is loaded where some are made, so that no other start waits for it. */
async function authorityMaker(): Promise<(lifetime: Lifetime) => Promise<KeyedCertificate>> {
  const { makeAuthority } = await import("./x509.ts");
  return (lifetime) => makeAuthority(`writ webhook ${new Date(lifetime.from).toISOString().slice(0, 10)}`, lifetime);
}
