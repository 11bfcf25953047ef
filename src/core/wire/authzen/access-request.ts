import type { ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { named, oneOf, optional, record, required, text, type Shape } from "../shape/index.ts";
import {
  action,
  circumstances,
  resourceEntity,
  subject,
  type Action,
  type ResourceEntity,
  type Subject,
} from "./entities.ts";

/** The denial that somebody wants to have looked at (AuthZEN Access Request and Approval Profile, draft). */
export interface Denial {
  readonly binding_token: string;
  readonly expires_at: string;
}

/** That an evaluation which was denied is to be approved. */
export interface AccessRequestMessage {
  readonly subject: Subject;
  readonly action: Action;
  readonly resource: ResourceEntity;
  readonly context: ValueObject;
  readonly denial: Denial;
}

export const TASK_STATES = ["pending", "approved", "denied", "expired", "cancelled"] as const;

/** How a request for access stands. */
export interface TaskMessage {
  readonly task: {
    readonly id: string;
    readonly status: (typeof TASK_STATES)[number];
    readonly status_endpoint: string;
    readonly expires_at: string;
    readonly links?: { readonly review: string } | undefined;
  };
  /** Only of what was approved: what the evaluation is asked again with, as `context.approval`. */
  readonly result?: TaskResult | undefined;
}

interface TaskResult {
  readonly mode: "reevaluate";
  readonly approval: { readonly id: string; readonly approved_at: string; readonly approved_until: string };
}

const WORD: Shape<string> = text("a word", 2048);
const TOKEN: Shape<string> = text("a token", 8192);

const denial: Shape<Denial> = record<Denial>(
  "a denial",
  {
    binding_token: required(TOKEN, "that of `context.access_request`"),
    expires_at: required(WORD, "that of `context.access_request`"),
  },
  "ignored",
);

export const accessRequestMessage: Shape<AccessRequestMessage> = named(
  "AccessRequest",
  record<AccessRequestMessage>(
    "an access request",
    {
      subject: required(subject, "as it was evaluated"),
      action: required(action, "as it was evaluated"),
      resource: required(resourceEntity, "as it was evaluated"),
      context: circumstances,
      denial: required(denial, "what was denied"),
    },
    "ignored",
  ),
);

const result: Shape<TaskResult> = record<TaskResult>("what it is asked again with", {
  mode: required(oneOf(["reevaluate"]), "how it goes on"),
  approval: required(anyApproval(), "the `context.approval` of the evaluation"),
});

function anyApproval(): Shape<TaskResult["approval"]> {
  return record<TaskResult["approval"]>("an approval", {
    id: required(WORD, "which one"),
    approved_at: required(WORD, "since when"),
    approved_until: required(WORD, "until when"),
  });
}

export const taskMessage: Shape<TaskMessage> = named(
  "AccessRequestTask",
  record<TaskMessage>("a task", {
    task: required(
      record<TaskMessage["task"]>("a task", {
        id: required(WORD, "its id"),
        status: required(oneOf(TASK_STATES), "how it stands"),
        status_endpoint: required(WORD, "where that is told"),
        expires_at: required(WORD, "when it is over"),
        links: optional(
          record<{ readonly review: string }>("links", { review: required(WORD, "where somebody answers it") }),
          undefined,
          "for people",
        ),
      }),
      "how it stands",
    ),
    result: optional(result, undefined, "only of what was approved"),
  }),
);

/**
 * What of an evaluation is decided on, without the approval that it names in the form of the profile: that is no circumstance. `approval` is its id; null where
 * none is named.
 */
export function withoutApproval<Message extends { readonly context: ValueObject }>(
  message: Message,
): { readonly asked: Message; readonly approval: string | null } {
  const none = { asked: message, approval: null };
  if (!Object.hasOwn(message.context, "approval")) return none;
  const { approval = null, ...context } = message.context;
  if (!isObject(approval)) return none;
  const { id, approved_until: until } = { ...approval };
  const isNamed = typeof id === "string" && typeof until === "string";
  return isNamed ? { asked: { ...message, context }, approval: id } : none;
}
