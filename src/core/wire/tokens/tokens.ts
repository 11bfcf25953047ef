import { ROLES, type Role } from "#core/access";
import { PRINCIPAL_KINDS, type PrincipalKind } from "#core/model";
import { list, matching, oneOf, optional, orNull, record, required, text, type Shape } from "../shape/index.ts";

/** What is wanted of a token. */
export interface TokenRequest {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly kind: PrincipalKind;
  /** On which task whoever has it works, as grants name tasks; null for on none in particular. */
  readonly task: string | null;
  readonly expiresAt: string | null;
}

/** A token as it is shown: never its text, nor its hash. */
export interface TokenMessage {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly kind: string;
  readonly owner: string | null;
  readonly task: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** A token that was made just now, with its text. */
export interface IssuedMessage extends TokenMessage {
  readonly token: string;
}

export interface TokensMessage {
  readonly tokens: readonly TokenMessage[];
}

const WORD: Shape<string> = text("a word", 256);
const ID: Shape<string> = text("an id", 4096);
const NAME: Shape<string> = text("a name", 200);
/** A task in the form in which grants name it. */
export const TASK: Shape<string> = matching(
  /^(?=.{1,512}$)[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u,
  "the id of a task in one line",
);
const MOST_TOKENS = 1_000_000;

export const tokenRequest: Shape<TokenRequest> = record<TokenRequest>("a token", {
  name: required(NAME, "what it is for"),
  roles: required(list(oneOf(ROLES), "roles", ROLES.length), "what it may do"),
  kind: optional<PrincipalKind, PrincipalKind>(
    oneOf(PRINCIPAL_KINDS),
    "service",
    "whose it is; a service's unless said",
  ),
  task: optional(orNull(TASK), null, "on which task whoever has it works; such a token has an end"),
  expiresAt: optional(orNull(WORD), null, "when it ends (RFC 3339); null for never"),
});

const fields = {
  id: required(WORD, "its public id"),
  name: required(NAME, "what it is for"),
  roles: required(list(WORD, "roles", 100), "what it may do"),
  kind: required(WORD, "whose it is: a person's, a pipeline's, a service's or an agent's"),
  owner: required(orNull(ID), "who answers for it; null where only the token itself does"),
  task: required(orNull(TASK), "on which task whoever has it works; null for on none in particular"),
  createdAt: required(WORD, "when it was made"),
  createdBy: required(ID, "by whom"),
  expiresAt: required(orNull(WORD), "when it ends"),
  revokedAt: required(orNull(WORD), "when it was revoked"),
};

export const tokenMessage: Shape<TokenMessage> = record<TokenMessage>("a token", fields);
export const issuedMessage: Shape<IssuedMessage> = record<IssuedMessage>("a token, shown this once", {
  ...fields,
  token: required(WORD, "its text, shown this once"),
});
export const tokensMessage: Shape<TokensMessage> = record<TokensMessage>("tokens", {
  tokens: required(list(tokenMessage, "tokens", MOST_TOKENS), "by their ids"),
});
