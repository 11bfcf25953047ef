import type { Caller } from "#core/access";
import type { Proposal } from "#core/model";
import type { JsonObject } from "#core/store";

/** Through what an agent acts, by the names that its operator gave; whatever an agent document limits or a stop names. */
export type Surface =
  | {
      readonly kind: "tool";
      readonly server: string;
      readonly name: string;
      /** Lower-case hex SHA-256 of the tool's definition as it is now; absent where the point does not know it. */
      readonly digest?: string;
    }
  | { readonly kind: "resource" | "prompt" | "request"; readonly server: string; readonly name: string }
  | { readonly kind: "model"; readonly provider: string; readonly name: string }
  | { readonly kind: "command" };

/** What an act costs at most. It is reserved before the act, and what was really used takes its place afterwards. */
export interface Cost {
  readonly calls: number;
  /** Resources that are gone afterwards; null where nobody can count them, which fits no limit. */
  readonly destroyed: number | null;
  readonly tokens: number;
  /** Millionths of a US dollar. */
  readonly microUsd: number;
}

/** What an agent is about to do, in the terms that all points share at which agents act. */
export interface Act {
  /** Who acts, proven; never what the agent says of itself. */
  readonly caller: Caller;
  /** One run of the agent at the point, as the point names it: visible ASCII, at most 128 characters. */
  readonly session: string;
  readonly requestId: string;
  readonly proposal: Proposal;
  readonly surface: Surface;
  readonly cost: Cost;
  /** One line for an approver, without secrets. */
  readonly summary: string;
  /** What an approver is shown, without secrets. */
  readonly details: JsonObject;
  /** The digest (`sha256:` and 64 hex digits) of exactly this act, the same for the same act in every session: what an approval is bound to. */
  readonly subject: string;
}
