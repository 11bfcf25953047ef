import { fromBase64, fromUtf8, toBase64, utf8 } from "#core/evidence";
import { canonicalJson, sha256Hex, type Principal } from "#core/model";

/** What a state is bound to: of anything else it is worth nothing. */
export interface StateBinding {
  readonly principal: Principal;
  /** The method of MCP, such as `tools/call`. */
  readonly method: string;
  /** The digest of exactly this act. */
  readonly act: string;
  readonly bundle: string;
}

/** What a client was given to bring back. */
interface HoldState {
  /** The id of the request for approval. */
  readonly approval: string;
  /** The state of the server behind, which it gets back unchanged; null where it has none. */
  readonly upstream: string | null;
}

export type OpenedState =
  | { readonly kind: "opened"; readonly state: HoldState }
  /** It was not made here, is for something else, is over, or was brought back before. */
  | { readonly kind: "refused"; readonly why: "malformed" | "forged" | "foreign" | "over" | "used" };

/** What states are sealed with. */
export interface StatePorts {
  /** A keyed digest of a text, in base64url; the same in every replica. */
  mac(text: string): string;
  /** Compares in a time that tells nothing. */
  equals(one: string, other: string): boolean;
  /** A text that nobody else has. */
  readonly nonce: () => string;
  /** Marks a state as brought back; false where it was before, or where that cannot be told. */
  useOnce(nonce: string, expiresAtMs: number): boolean;
  readonly now: () => number;
}

const LARGEST = 64 * 1024;
const FORM = /^([A-Za-z0-9+/=]+)\.([A-Za-z0-9_-]{43})$/;
/** Raised when what is sealed changes its meaning, so that a replica of another version takes none of it. */
const VERSION = 1;

/**
 * The `requestState` of MCP 2026-07-28 around an approval. A client may change it, keep it and bring it back as often as it likes, so that it is sealed, bound, ends
 * and is taken once. It also grants nothing: whoever opens one decides again, and looks for the approval itself.
 */
export class RequestStates {
  readonly #ports: StatePorts;

  constructor(ports: StatePorts) {
    this.#ports = ports;
  }

  seal(state: HoldState, binding: StateBinding, expiresAtMs: number): string {
    const { approval, upstream } = state;
    const nonce = this.#ports.nonce();
    const sealed: Sealed = { v: VERSION, nonce, expiresAtMs, binding: digestOf(binding), approval, upstream };
    const payload = toBase64(utf8(JSON.stringify(sealed)));
    return `${payload}.${this.#ports.mac(payload)}`;
  }

  // INVARIANT (state-once): what is opened was sealed here for exactly this, is not over, and is opened by no second call.
  open(text: string, binding: StateBinding): OpenedState {
    const [, payload = "", mac = ""] = (text.length > LARGEST ? null : FORM.exec(text)) ?? [];
    if (payload === "") return { kind: "refused", why: "malformed" };
    if (!this.#ports.equals(mac, this.#ports.mac(payload))) return { kind: "refused", why: "forged" };
    const sealed = sealedIn(payload);
    if (sealed === null) return { kind: "refused", why: "malformed" };
    if (sealed.binding !== digestOf(binding)) return { kind: "refused", why: "foreign" };
    if (!(this.#ports.now() < sealed.expiresAtMs)) return { kind: "refused", why: "over" };
    if (!this.#ports.useOnce(sealed.nonce, sealed.expiresAtMs)) return { kind: "refused", why: "used" };
    return { kind: "opened", state: { approval: sealed.approval, upstream: sealed.upstream } };
  }
}

function digestOf({ principal: { id, kind, chain }, method, act, bundle }: StateBinding): string {
  return sha256Hex(canonicalJson({ principal: { id, kind, chain }, method, act, bundle }));
}

interface Sealed extends HoldState {
  readonly v: number;
  readonly nonce: string;
  readonly expiresAtMs: number;
  readonly binding: string;
}

/** What was sealed here, once that is proven; null for what another version sealed. */
function sealedIn(payload: string): Sealed | null {
  const text = fromUtf8(fromBase64(payload) ?? new Uint8Array(0)) ?? "";
  if (text === "") return null;
  const sealed: Sealed = JSON.parse(text);
  return sealed.v === VERSION ? sealed : null;
}
