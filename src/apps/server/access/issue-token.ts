import { randomBytes } from "node:crypto";
import { formatToken, TOKEN_BYTES, type NewToken, type Role } from "#core/access";
import type { PrincipalKind } from "#core/model";
import type { Store, TokenRecord } from "#core/store";
import { hashSecret } from "./api-tokens.ts";

/** What is wanted of a token. */
export interface TokenRequest {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly kind: PrincipalKind;
  readonly owner: string | null;
  /** Absent for on none in particular. */
  readonly task?: string | null;
  readonly createdBy: string;
  readonly expiresAt: string | null;
}

/** A token that nobody has seen yet, and what is kept of it. */
export interface IssuedToken extends NewToken {
  readonly record: TokenRecord;
}

/** Makes a token; it is not kept yet. */
export function makeToken(request: TokenRequest, now: Date): IssuedToken {
  const token = formatToken(randomBytes(TOKEN_BYTES));
  const record = {
    id: token.id,
    hash: hashSecret(token.text),
    ...request,
    task: request.task ?? null,
    createdAt: now.toISOString(),
    revokedAt: null,
  };
  return { ...token, record };
}

const ADMINISTRATOR: TokenRequest = {
  name: "administrator",
  roles: ["administrator"],
  kind: "service",
  owner: null,
  createdBy: "first run",
  expiresAt: null,
};

/** The administrator's token of a first run: of all replicas that start, one has it, and only this once. Null on every later run. */
export async function issueFirstToken(store: Store, now: Date): Promise<IssuedToken | null> {
  const token = makeToken(ADMINISTRATOR, now);
  const { kind } = await store.tokens.addFirst(token.record);
  return kind === "added" ? token : null;
}

/** Another administrator's token, for whoever lost the first: whoever may start the server on its store is its administrator. `record` is told of it before it is. */
export async function issueAdministratorToken(
  store: Store,
  now: Date,
  record: (id: string) => Promise<void>,
): Promise<IssuedToken> {
  const token = makeToken({ ...ADMINISTRATOR, createdBy: "start-up" }, now);
  await record(token.id);
  await store.tokens.add(token.record);
  return token;
}
