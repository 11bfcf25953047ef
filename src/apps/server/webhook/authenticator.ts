import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { unprovenCaller, type Caller } from "#core/access";
import { NOBODY, type Authentication } from "../access/authentication.ts";
import type { CallerTeller } from "../http/request-listener.ts";
import type { WebhookSecrets } from "./secrets.ts";

/** By what an API server proves itself. */
export interface WebhookProofs {
  readonly tokens: CallerTeller;
  /** Null where no secret is taken. */
  readonly secrets: WebhookSecrets | null;
  /** Whether connections show certificates of an authority that was named for it. */
  readonly takesCertificates: boolean;
  /** The common names of certificates that are taken; empty for any of the authority. */
  readonly certificateNames: readonly string[];
}

/** Whoever proved to be the API server: it asks for decisions, and for nothing else. */
const CALLER: Caller = { ...unprovenCaller("kubernetes-api-server"), roles: ["operator"] };
const API_SERVER: Authentication = { kind: "caller", caller: CALLER };

/**
 * Tells an API server by its certificate, its token, or the secret that the address ends with. Nobody is told by nothing: a webhook that answers anybody fills
 * the evidence with what never happened.
 */
export class WebhookAuthenticator implements CallerTeller {
  readonly #proofs: WebhookProofs;

  constructor(proofs: WebhookProofs) {
    this.#proofs = proofs;
  }

  async authenticate(request: IncomingMessage, parameters: Readonly<Record<string, string>>): Promise<Authentication> {
    const { tokens, secrets } = this.#proofs;
    if (this.#hasCertificate(request)) return API_SERVER;
    if (request.headers.authorization !== undefined) return tokens.authenticate(request, parameters);
    const { secret } = parameters;
    if (secret === undefined || secrets === null) return NOBODY;
    return (await secrets.accepts(secret)) ? API_SERVER : NOBODY;
  }

  #hasCertificate({ socket }: IncomingMessage): boolean {
    const { takesCertificates, certificateNames } = this.#proofs;
    if (!takesCertificates || !(socket instanceof TLSSocket) || !socket.authorized) return false;
    const { CN: name } = socket.getPeerCertificate().subject;
    return certificateNames.length === 0 || (typeof name === "string" && certificateNames.includes(name));
  }
}
