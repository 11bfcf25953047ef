import { list, named, orNull, record, required, text, type Shape } from "./shape/index.ts";

/** Who a caller is to the server that it asked. */
export interface MeMessage {
  /** Who answers for what is asked: separation of duties compares these. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly method: string;
  readonly expiresAt: string | null;
  readonly principal: {
    readonly id: string;
    readonly kind: string;
    readonly groups: readonly string[];
    readonly chain: readonly string[];
    /** On which task it works, as far as that was proven; null for on none in particular. */
    readonly task: string | null;
  };
}

const WORD: Shape<string> = text("text", 16_384);
const MOST = 10_000;

export const me: Shape<MeMessage> = named(
  "Me",
  record<MeMessage>("a caller", {
    id: required(WORD, "who answers for what is asked"),
    name: required(WORD, "for people who read it"),
    roles: required(list(WORD, "roles", MOST), "what they are here for; without any, nothing is permitted"),
    method: required(WORD, "how they proved who they are"),
    expiresAt: required(orNull(WORD), "when that proof ends; null for never"),
    principal: required(
      record<MeMessage["principal"]>("a principal", {
        id: required(WORD, "its id"),
        kind: required(WORD, "agent, pipeline, person or service"),
        groups: required(list(WORD, "groups", MOST), "its groups"),
        chain: required(list(WORD, "principals", MOST), "on whose behalf it acts, outermost first"),
        task: required(orNull(WORD), "on which task it works; null for on none in particular"),
      }),
      "what acts",
    ),
  }),
);
