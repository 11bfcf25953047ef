import { PRINCIPAL_KINDS, type Principal } from "#core/model";
import type { TokenRecord } from "#core/store";
import type { Caller } from "./caller.ts";
import { isRole } from "./roles.ts";

const ID_BYTES = 8;
const SECRET_BYTES = 32;
const FORM = /^writ_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;

/** How many random bytes `formatToken` needs: those of the public id, and 256 bits that nobody can guess. */
export const TOKEN_BYTES: number = ID_BYTES + SECRET_BYTES;

/** A token in its two forms. `text` is shown once and kept nowhere. */
export interface NewToken {
  readonly id: string;
  readonly text: string;
}

/** Makes a token of random bytes: `writ_<id>_<secret>`, which scanners for secrets can recognise. */
export function formatToken(random: Uint8Array): NewToken {
  if (random.length !== TOKEN_BYTES) throw new RangeError(`A token needs ${TOKEN_BYTES} random bytes`);
  const id = Array.from(random.subarray(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, text: `writ_${id}_${base64Url(random.subarray(ID_BYTES))}` };
}

/** The public id in the text of a token; null for what is no token. */
export function tokenId(text: string): string | null {
  return FORM.exec(text)?.[1] ?? null;
}

/**
 * Whom a token that was proven stands for at a point in time (milliseconds since 1970); null when it is revoked or over, and for a kind of principal that this
 * version does not know. Roles that it does not know give nothing.
 */
export function callerOf(token: TokenRecord, now: number): Caller | null {
  const expiresAtMs = token.expiresAt === null ? null : Date.parse(token.expiresAt);
  const principal = principalOfToken(token);
  if (principal === null || token.revokedAt !== null || (expiresAtMs !== null && !(now < expiresAtMs))) return null;
  const id = token.owner ?? `${TOKEN}${token.id}`;
  return { id, name: token.name, roles: token.roles.filter(isRole), principal, method: "api-token", expiresAtMs };
}

/** What the ids of tokens begin with that answer for themselves; no issuer has this name. */
const TOKEN = "token:";

/** A person's own token is that person, and an agent with a token of somebody acts on behalf of that somebody. */
function principalOfToken({ id, kind, owner, task }: TokenRecord): Principal | null {
  const known = PRINCIPAL_KINDS.find((one) => one === kind);
  if (known === undefined) return null;
  return {
    id: known === "person" && owner !== null ? owner : `${TOKEN}${id}`,
    kind: known,
    groups: [],
    attributes: { issuer: "writ", method: "api-token", ...(task === null ? {} : { task }) },
    chain: known === "agent" && owner !== null ? [owner] : [],
  };
}

/** Who answers for a token that a caller makes: the caller, unless it is itself a token that nobody answers for, as the administrator's of a first run is. */
export function ownerOf({ id }: Pick<Caller, "id">): string | null {
  return id.startsWith(TOKEN) ? null : id;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function base64Url(bytes: Uint8Array): string {
  let text = "";
  let [bits, count] = [0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 6; count -= 6) text += ALPHABET[(bits >> (count - 6)) & 63];
    bits &= (1 << count) - 1;
  }
  return count === 0 ? text : text + ALPHABET[(bits << (6 - count)) & 63];
}
