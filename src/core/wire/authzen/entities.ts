import type { ValueObject } from "#core/language";
import { anyObject, named, optional, record, required, text, type Field, type Shape } from "../shape/index.ts";

/** Who asks to do something (AuthZEN 1.0, section 5.1). */
export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly properties: ValueObject;
}

/** What is asked for (section 5.3). */
export interface Action {
  readonly name: string;
  readonly properties: ValueObject;
}

/** To what (section 5.2). */
export interface ResourceEntity {
  readonly type: string;
  readonly id: string;
  readonly properties: ValueObject;
}

/** An entity whose id is looked for. */
export interface EntityType {
  readonly type: string;
  readonly properties: ValueObject;
}

const WORD: Shape<string> = text("text", 2048);
const NOTHING: ValueObject = {};
const properties = optional<ValueObject, ValueObject>(anyObject, NOTHING, "what is known of it");
const type = required(WORD, "its type");
const id = required(WORD, "its id, unique within its type");

export const subject: Shape<Subject> = named(
  "Subject",
  record<Subject>("a subject", { type, id, properties }, "ignored"),
);

export const action: Shape<Action> = named(
  "Action",
  record<Action>("an action", { name: required(WORD, "its name"), properties }, "ignored"),
);

export const resourceEntity: Shape<ResourceEntity> = named(
  "ResourceEntity",
  record<ResourceEntity>("a resource", { type, id, properties }, "ignored"),
);

/** Of a search: an `id` is ignored, as every key that is not known. */
export const entityType: Shape<EntityType> = named(
  "EntityType",
  record<EntityType>("an entity", { type, properties }, "ignored"),
);

/** The circumstances (section 5.4). */
export const circumstances: Field<ValueObject> = optional<ValueObject, ValueObject>(
  anyObject,
  NOTHING,
  "the circumstances",
);
