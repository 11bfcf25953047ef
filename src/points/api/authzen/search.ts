import type {
  ActionSearch,
  EvaluationRequest,
  PageRequest,
  ResourceSearch,
  SearchResponse,
  SearchResult,
  SubjectSearch,
} from "#core/wire";
import type { Session } from "../judge.ts";
import type { Directory, KnownEntity } from "../ports.ts";
import { answerOf } from "./answer.ts";
import { proposeEvaluation } from "./propose.ts";
import { ACTION_NAMES } from "./verbs.ts";

/** Of more entities than these of one type, none is searched: an answer that leaves some out would look like a denial. */
const MOST_CANDIDATES = 5000;

export type SearchOutcome =
  | { readonly kind: "found"; readonly response: SearchResponse }
  | { readonly kind: "too-many-candidates"; readonly count: number }
  | { readonly kind: "unknown-page" };

/** Which subjects of a type may do it, of those that the directory knows. */
export function searchSubjects(session: Session, directory: Directory, search: SubjectSearch): SearchOutcome {
  const { action, resource, context, page } = search;
  const { type } = search.subject;
  return searchEntities(directory.subjects(type), page, ({ id, properties }) =>
    finding(session, { subject: { type, id, properties }, action, resource, context }, { type, id }),
  );
}

/** To which resources of a type it may be done, of those that the directory knows. */
export function searchResources(session: Session, directory: Directory, search: ResourceSearch): SearchOutcome {
  const { subject, action, context, page } = search;
  const { type } = search.resource;
  return searchEntities(directory.resources(type), page, ({ id, properties }) =>
    finding(session, { subject, action, resource: { type, id, properties }, context }, { type, id }),
  );
}

/** By which names of actions the subject may do something to the resource. */
export function searchActions(session: Session, { subject, resource, context, page }: ActionSearch): SearchOutcome {
  const found = ACTION_NAMES.flatMap((name) =>
    finding(session, { subject, action: { name, properties: {} }, resource, context }, { name }),
  );
  return pageOf(found, page);
}

function searchEntities(
  candidates: readonly KnownEntity[],
  page: PageRequest,
  ask: (candidate: KnownEntity) => readonly SearchResult[],
): SearchOutcome {
  if (candidates.length > MOST_CANDIDATES) return { kind: "too-many-candidates", count: candidates.length };
  return pageOf(candidates.flatMap(ask), page);
}

/** A search decides nothing that anybody acts on, so that nothing of it is kept. */
function finding(session: Session, request: EvaluationRequest, result: SearchResult): readonly SearchResult[] {
  return answerOf(session.judge(proposeEvaluation(session.active, request), request)).decision ? [result] : [];
}

function pageOf(found: readonly SearchResult[], { token, limit }: PageRequest): SearchOutcome {
  if (!/^\d{0,9}$/.test(token)) return { kind: "unknown-page" };
  const start = Number(token);
  const results = found.slice(start, start + limit);
  const end = start + results.length;
  const next = end < found.length && results.length > 0 ? String(end) : "";
  const page = { next_token: next, count: results.length, total: found.length };
  return { kind: "found", response: { results, page } };
}
