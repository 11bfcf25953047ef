import type { Kinds } from "#core/kinds";
import { extentOf, placeEffect } from "#core/decide";
import { conformValue } from "#core/documents";
import type { ValueObject } from "#core/language";
import { isObject, UNCLASSIFIED, type Effect, type Proposal, type Resource } from "#core/model";
import type { Proposed, Refusal } from "./judge.ts";
import type { ActiveBundle } from "./ports.ts";

export type ConformedProperties =
  | { readonly kind: "conforming"; readonly properties: ValueObject }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** Properties that a caller stated, as the values that the kind's policies are checked against; refused where they are not. */
export function conformProperties(kinds: Kinds, kind: string, properties: ValueObject): ConformedProperties {
  const schema = kinds.schemaOf(kind);
  if (schema === undefined) return refusal("unknown-kind", `No kind \`${kind.slice(0, 64)}\` is loaded`);
  const conformed = conformValue(properties, schema);
  if (conformed.kind === "conforming" && isObject(conformed.value)) {
    return { kind: "conforming", properties: conformed.value };
  }
  const { path, message } = conformed.kind === "deviant" ? conformed.problem : { path: [], message: "" };
  return refusal(
    "invalid-property",
    `Property \`${path.join(".")}\` of kind \`${kind}\` is not as the kind says: ${message}`,
  );
}

function refusal(code: string, message: string): Refusal {
  return { kind: "refused", code, message };
}

/**
 * A proposal of a caller with properties of its kinds, or why it is refused: a kind that is not loaded would be judged by nothing. Where the settings
 * recognise the environment of a resource, that holds, whatever the caller says; how much is changed is counted where the caller does not say it.
 */
export function conformProposal({ bundle, program }: ActiveBundle, proposal: Proposal): Proposed {
  const { kinds } = bundle;
  const effects: Effect[] = [];
  for (const effect of proposal.effects) {
    const resource = conformResource(kinds, effect.resource);
    const before = effect.before === null ? null : conformResource(kinds, effect.before);
    if ("code" in resource) return resource;
    if (before !== null && "code" in before) return before;
    const stated = resource.environment ?? proposal.context.environment;
    effects.push(placeEffect(program, { ...effect, resource, before }, stated));
  }
  const attributes = { ...extentOf(effects), ...proposal.context.attributes };
  return { kind: "proposed", proposal: { ...proposal, effects, context: { ...proposal.context, attributes } } };
}

function conformResource(kinds: Kinds, resource: Resource): Resource | Refusal {
  if (resource.kind === UNCLASSIFIED) return resource;
  const conformed = conformProperties(kinds, resource.kind, resource.properties);
  return conformed.kind === "refused" ? conformed : { ...resource, properties: conformed.properties };
}
