import type { ValueObject } from "#core/language";
import { list, named, optional, record, required, text, whole, type Shape } from "../shape/index.ts";
import {
  action,
  circumstances,
  entityType,
  resourceEntity,
  subject,
  type Action,
  type EntityType,
  type ResourceEntity,
  type Subject,
} from "./entities.ts";

/** Which part of the results is wanted (AuthZEN 1.0, section 8.2). */
export interface PageRequest {
  readonly token: string;
  readonly limit: number;
}

const MOST_RESULTS = 1000;
const USUAL_RESULTS = 100;
const FIRST_PAGE: PageRequest = { token: "", limit: USUAL_RESULTS };

const page = optional<PageRequest, PageRequest>(
  record<PageRequest>(
    "a page",
    {
      token: optional(text("a token", 256, true), "", "`next_token` of the page before"),
      limit: optional(whole(1, MOST_RESULTS), USUAL_RESULTS, "the most results wanted"),
    },
    "ignored",
  ),
  FIRST_PAGE,
  "which part of the results is wanted",
);

/** Which subjects may do it? */
export interface SubjectSearch {
  readonly subject: EntityType;
  readonly action: Action;
  readonly resource: ResourceEntity;
  readonly context: ValueObject;
  readonly page: PageRequest;
}

export const subjectSearch: Shape<SubjectSearch> = named(
  "SubjectSearch",
  record<SubjectSearch>(
    "a search for subjects",
    {
      subject: required(entityType, "the type of subjects"),
      action: required(action, "that may do what"),
      resource: required(resourceEntity, "to which resource"),
      context: circumstances,
      page,
    },
    "ignored",
  ),
);

/** To which resources may it be done? */
export interface ResourceSearch {
  readonly subject: Subject;
  readonly action: Action;
  readonly resource: EntityType;
  readonly context: ValueObject;
  readonly page: PageRequest;
}

export const resourceSearch: Shape<ResourceSearch> = named(
  "ResourceSearch",
  record<ResourceSearch>(
    "a search for resources",
    {
      subject: required(subject, "who"),
      action: required(action, "may do what"),
      resource: required(entityType, "to which type of resources"),
      context: circumstances,
      page,
    },
    "ignored",
  ),
);

/** What may the subject do to the resource? */
export interface ActionSearch {
  readonly subject: Subject;
  readonly resource: ResourceEntity;
  readonly context: ValueObject;
  readonly page: PageRequest;
}

export const actionSearch: Shape<ActionSearch> = named(
  "ActionSearch",
  record<ActionSearch>(
    "a search for actions",
    {
      subject: required(subject, "who"),
      resource: required(resourceEntity, "to which resource"),
      context: circumstances,
      page,
    },
    "ignored",
  ),
);

/** Something found: a subject or resource by `type` and `id`, an action by `name`. */
export interface SearchResult {
  readonly type?: string | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

export interface SearchResponse {
  readonly results: readonly SearchResult[];
  readonly page: { readonly next_token: string; readonly count: number; readonly total: number };
}

const WORD: Shape<string> = text("text", 2048);

export const searchResponse: Shape<SearchResponse> = named(
  "SearchResponse",
  record<SearchResponse>("results", {
    results: required(
      list(
        record<SearchResult>("a result", {
          type: optional(WORD, undefined, "of a subject or resource"),
          id: optional(WORD, undefined, "of a subject or resource"),
          name: optional(WORD, undefined, "of an action"),
        }),
        "results",
        MOST_RESULTS,
      ),
      "what was found",
    ),
    page: required(
      record<SearchResponse["page"]>("a page", {
        next_token: required(text("a token", 256, true), "empty on the last page"),
        count: required(whole(0, MOST_RESULTS), "how many results this page has"),
        total: required(whole(0, Number.MAX_SAFE_INTEGER), "how many there are"),
      }),
      "which part of them this is",
    ),
  }),
);
