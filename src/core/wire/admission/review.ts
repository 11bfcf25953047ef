import type { ValueObject } from "#core/language";
import {
  anyObject,
  bool,
  list,
  mapOf,
  named,
  oneOf,
  optional,
  orNull,
  record,
  required,
  text,
  type Shape,
} from "../shape/index.ts";

/** Longer texts and lists than the API server ever sends. */
const MOST_TEXT = 4096;
const MOST_ITEMS = 10_000;

const word: Shape<string> = text("a text", MOST_TEXT, true);
const words: Shape<readonly string[]> = list(word, "texts", MOST_ITEMS);
const NO_WORDS: readonly string[] = [];

/** Group, version and kind of an object. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Group, version and plural of what is asked for. */
export interface GroupVersionResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

/** Who asks, as the API server authenticated it. */
export interface ReviewedUser {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** The request of an AdmissionReview (`admission.k8s.io/v1`), as far as anybody decides by it. Keys of later versions are ignored. */
export interface ReviewRequest {
  readonly uid: string;
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  readonly subResource: string;
  readonly name: string;
  readonly namespace: string;
  readonly operation: "CREATE" | "UPDATE" | "DELETE" | "CONNECT";
  readonly userInfo: ReviewedUser;
  readonly object: ValueObject | null;
  readonly oldObject: ValueObject | null;
  readonly dryRun: boolean;
}

export interface ReviewMessage {
  readonly apiVersion: "admission.k8s.io/v1";
  readonly kind: "AdmissionReview";
  readonly request: ReviewRequest;
}

const kind: Shape<GroupVersionKind> = record<GroupVersionKind>(
  "a group, version and kind",
  {
    group: optional(word, "", "empty for the core group"),
    version: required(word, "the version"),
    kind: required(word, "the kind"),
  },
  "ignored",
);

const resource: Shape<GroupVersionResource> = record<GroupVersionResource>(
  "a group, version and resource",
  {
    group: optional(word, "", "empty for the core group"),
    version: required(word, "the version"),
    resource: required(word, "the plural"),
  },
  "ignored",
);

const user: Shape<ReviewedUser> = record<ReviewedUser>(
  "a user",
  {
    username: optional(word, "", "its name"),
    uid: optional(word, "", "its id"),
    groups: optional(words, NO_WORDS, "its groups"),
    extra: optional(mapOf(words, "lists of texts"), {}, "what else the authenticator said"),
  },
  "ignored",
);

const request: Shape<ReviewRequest> = record<ReviewRequest>(
  "a request",
  {
    uid: required(text("an id", MOST_TEXT), "the id that the answer repeats"),
    kind: required(kind, "the kind of the object"),
    resource: required(resource, "what is asked for"),
    subResource: optional(word, "", "the part of the resource, such as `status`"),
    name: optional(word, "", "its name; empty where the API server will make one"),
    namespace: optional(word, "", "its namespace; empty where it has none"),
    operation: required(oneOf(["CREATE", "UPDATE", "DELETE", "CONNECT"] as const), "what is done"),
    userInfo: required(user, "who asks"),
    object: optional(orNull(anyObject), null, "the object afterwards"),
    oldObject: optional(orNull(anyObject), null, "the object before"),
    dryRun: optional(bool, false, "true when nothing will come of it"),
  },
  "ignored",
);

/** What the API server asks a webhook. */
export const reviewMessage: Shape<ReviewMessage> = named(
  "AdmissionReview",
  record<ReviewMessage>(
    "an AdmissionReview",
    {
      apiVersion: required(oneOf(["admission.k8s.io/v1"] as const), "the version"),
      kind: required(oneOf(["AdmissionReview"] as const), "what it is"),
      request: required(request, "the question"),
    },
    "ignored",
  ),
);
