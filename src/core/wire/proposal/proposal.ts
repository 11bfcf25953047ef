import type { ValueObject } from "#core/language";
import {
  POINTS,
  PRINCIPAL_KINDS,
  VERBS,
  type Context,
  type Effect,
  type Principal,
  type Proposal,
  type Unresolved,
} from "#core/model";
import {
  anyObject,
  bool,
  list,
  named,
  oneOf,
  optional,
  orNull,
  record,
  required,
  text,
  type Shape,
} from "../shape/index.ts";
import { name, NO_SOURCE, resource, sourceRef } from "./resource.ts";

/** Proposals with more effects are refused at the door. */
export const MOST_EFFECTS = 10_000;

const MOST_NAMES = 1000;
const NO_VALUES: ValueObject = {};
const names: Shape<readonly string[]> = list(name, "names", MOST_NAMES);
const NO_NAMES: readonly string[] = [];

/** Who proposes. */
const principal: Shape<Principal> = named(
  "Principal",
  record<Principal>("a principal", {
    id: required(name, "who it is"),
    kind: required(oneOf(PRINCIPAL_KINDS), "what it is; an agent needs a grant for every effect"),
    groups: optional(names, NO_NAMES, "the groups that it is in"),
    attributes: optional(anyObject, NO_VALUES, "what else is known of it"),
    chain: optional(names, NO_NAMES, "on whose behalf, outermost first, without itself"),
  }),
);

/** One thing that would be done to one resource. */
export const effect: Shape<Effect> = named(
  "Effect",
  record<Effect>("an effect", {
    verb: required(oneOf(VERBS), "what is done"),
    resource: required(resource, "the resource afterwards, or as it last was where nothing is left of it"),
    before: optional(orNull(resource), null, "the resource before; null when there was none"),
    changed: optional(bool, true, "false for what stays as it is"),
    traits: optional(names, NO_NAMES, "what is special about it"),
    previousId: optional(orNull(name), null, "the id before a rename"),
    source: optional(sourceRef, NO_SOURCE, "where it was read"),
  }),
);

export const unresolved: Shape<Unresolved> = record<Unresolved>("something that was not resolved", {
  code: required(name, "a permanent word for why"),
  message: required(text("a sentence", 4096), "what it is"),
  source: optional(sourceRef, NO_SOURCE, "where it is"),
});

/** The context as it goes over the wire: what a principal did before is known by the points where agents act, and taken from nobody. */
type AskedContext = Omit<Context, "history">;

const DEFAULT_CONTEXT: AskedContext = { point: "api", environment: null, attributes: {}, unresolved: [] };

/** Where and under what circumstances. */
const context: Shape<AskedContext> = named(
  "Context",
  record<AskedContext>("a context", {
    point: optional(oneOf(POINTS), "api", "where the question was asked"),
    environment: optional(orNull(name), null, "the environment, where the caller knows it"),
    attributes: optional(anyObject, NO_VALUES, "what else is known"),
    unresolved: optional<readonly Unresolved[], readonly Unresolved[]>(
      list(unresolved, "what was not resolved", MOST_EFFECTS),
      [],
      "why the effects may not be the whole truth; each makes the answer at best `hold`",
    ),
  }),
);

/** A principal proposes effects on resources in a context. Values that JSON has no form for are written as `canonicalJson` writes them. */
export const proposal: Shape<Proposal> = named(
  "Proposal",
  record<Proposal>("a proposal", {
    principal: required(principal, "who proposes"),
    effects: required(list(effect, "effects", MOST_EFFECTS), "what would be done"),
    context: optional(context, DEFAULT_CONTEXT, "where and under what circumstances"),
  }),
);
