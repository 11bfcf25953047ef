import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { anyValue, list, named, oneOf, optional, record, type Shape } from "../shape/index.ts";
import {
  action,
  circumstances,
  resourceEntity,
  subject,
  type Action,
  type ResourceEntity,
  type Subject,
} from "./entities.ts";
import { MOST_EVALUATIONS } from "./evaluation.ts";

export const SEMANTICS = ["execute_all", "deny_on_first_deny", "permit_on_first_permit"] as const;
/** When a list of evaluations ends (AuthZEN 1.0, section 7.1.2.1). */
export type Semantic = (typeof SEMANTICS)[number];

/**
 * Many evaluations with what they share (section 7.1). Each is put together and read by itself, because one that is wrong is a denial of its own and
 * not of the others.
 */
export interface EvaluationsRequest {
  readonly evaluations: readonly Value[];
  readonly options: { readonly evaluations_semantic: Semantic };
}

const options: Shape<EvaluationsRequest["options"]> = record<EvaluationsRequest["options"]>(
  "options",
  { evaluations_semantic: optional(oneOf(SEMANTICS), "execute_all", "when the list ends") },
  "ignored",
);

const fields: Shape<EvaluationsRequest> = record<EvaluationsRequest>(
  "evaluations",
  {
    evaluations: optional<readonly Value[], readonly Value[]>(
      list(anyValue, "evaluations", MOST_EVALUATIONS),
      [],
      "what differs; absent or empty is one evaluation of what is shared",
    ),
    options: optional(options, { evaluations_semantic: "execute_all" }, "how they are evaluated"),
  },
  "ignored",
);

interface Shared {
  readonly subject: Subject | undefined;
  readonly action: Action | undefined;
  readonly resource: ResourceEntity | undefined;
  readonly context: ValueObject;
}

/** What is shared, for the description alone. */
const shared: Shape<Shared> = record<Shared>(
  "what is shared",
  {
    subject: optional(subject, undefined, "of every evaluation that has none"),
    action: optional(action, undefined, "of every evaluation that has none"),
    resource: optional(resourceEntity, undefined, "of every evaluation that has none"),
    context: circumstances,
  },
  "ignored",
);

export const evaluationsRequest: Shape<EvaluationsRequest> = named("EvaluationsRequest", {
  ...fields,
  schema: (definitions) => ({ allOf: [shared.schema(definitions), fields.schema(definitions)] }),
});

const ENTITIES = ["subject", "action", "resource"] as const;
/** What an entity must have, and falls back on that of the shared one for. */
const IDENTITY = ["type", "id", "name"] as const;

/**
 * One evaluation put together: an entity of its own replaces the shared one whole, but for a `type`, `id` or `name` that it leaves out. What is no
 * object stays as it is, for whoever reads it to refuse.
 */
export function withShared(evaluation: Value, shared: ValueObject): Value {
  if (!isObject(evaluation)) return evaluation;
  const whole: Record<string, Value> = {};
  for (const name of ENTITIES) {
    const entity = own(evaluation, name);
    const fallback = own(shared, name);
    const chosen = entity === undefined ? fallback : identified(entity, fallback);
    if (chosen !== undefined) whole[name] = chosen;
  }
  const context = own(evaluation, "context") ?? own(shared, "context");
  if (context !== undefined) whole["context"] = context;
  return whole;
}

function identified(entity: Value, fallback: Value | undefined): Value {
  if (!isObject(entity) || !isObject(fallback)) return entity;
  const missing = IDENTITY.filter((key) => !Object.hasOwn(entity, key) && Object.hasOwn(fallback, key));
  if (missing.length === 0) return entity;
  return { ...entity, ...Object.fromEntries(missing.map((key) => [key, fallback[key] ?? null])) };
}

function own(object: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
