import { extentOf, placeEffect } from "#core/decide";
import type { ValueObject } from "#core/language";
import type { EvaluationRequest } from "#core/wire";
import type { Proposed, Refusal } from "../judge.ts";
import type { ActiveBundle } from "../ports.ts";
import { effectsOf } from "./effects.ts";
import { principalOf } from "./principal.ts";
import { verbOf } from "./verbs.ts";

/**
 * Turns a question of AuthZEN into a proposal. Policies see the context of the request as `context.attributes`, and there the action as it was asked
 * as `action` and how much it changes, whatever the caller puts there.
 */
export function proposeEvaluation({ bundle, program }: ActiveBundle, request: EvaluationRequest): Proposed {
  const { subject, action, resource, context } = request;
  const principal = principalOf(subject, context);
  if (principal.kind === "refused") return principal;
  const verb = verbOf(action.name);
  if (verb === undefined) return unknownAction(action.name);
  const environment = environmentOf(context);
  if (typeof environment === "object" && environment !== null) return environment;
  const effects = effectsOf(bundle.kinds, verb, resource);
  if ("code" in effects) return effects;
  return {
    kind: "proposed",
    proposal: {
      principal,
      effects: effects.map((effect) => placeEffect(program, effect, environment)),
      context: {
        point: "api",
        environment,
        attributes: { ...context, ...extentOf(effects), action: { name: action.name, properties: action.properties } },
        unresolved: [],
      },
    },
  };
}

function unknownAction(name: string): Refusal {
  const message = `Action \`${name.slice(0, 64)}\` means no verb that is known here`;
  return { kind: "refused", code: "unknown-action", message };
}

function environmentOf(context: ValueObject): string | null | Refusal {
  const environment = Object.hasOwn(context, "environment") ? (context["environment"] ?? null) : null;
  if (environment === null || (typeof environment === "string" && environment !== "")) return environment;
  return { kind: "refused", code: "invalid-context", message: "`environment` in the context must be a text" };
}
