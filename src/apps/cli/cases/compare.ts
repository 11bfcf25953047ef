import type { Bundle } from "#core/bundle";
import type { Decision, Verdict } from "#core/decide";
import type { Effect, Outcome } from "#core/model";
import type { Expectation } from "./expectation.ts";

/** What is said of one proposal of a case. */
export interface Judged {
  readonly bundle: Bundle;
  readonly effects: readonly Effect[];
  readonly decision: Decision;
}

/** How a decision differs from what a case expects of it, in words; nothing when it does not. */
export function differencesOf(expectation: Expectation, { bundle, effects, decision }: Judged): readonly string[] {
  return [
    ...findStrangers(expectation, bundle, effects),
    ...compareEffect(expectation, decision.effect),
    ...compareVerdicts(expectation, decision.verdicts, effects),
  ];
}

function compareEffect({ effect }: Expectation, actual: string): readonly string[] {
  return effect === null || effect === actual ? [] : [`effect: expected ${effect}, got ${actual}`];
}

/** What is expected of no resource of the input, or by no validation, and so would never be seen to fail. */
function findStrangers({ verdicts }: Expectation, { policies }: Bundle, effects: readonly Effect[]): readonly string[] {
  const resources = namesOf(effects);
  const validations = new Set(policies.flatMap((policy) => policy.validations.map(({ id }) => id)));
  return Object.entries(verdicts).flatMap(([resource, outcomes]) => [
    ...(resources.has(resource) ? [] : [`${resource}: the input has no such resource`]),
    ...Object.keys(outcomes)
      .filter((id) => !validations.has(id))
      .map((id) => `${resource} ${id}: no policy has such a validation`),
  ]);
}

function compareVerdicts(
  expectation: Expectation,
  verdicts: readonly Verdict[],
  effects: readonly Effect[],
): readonly string[] {
  const actual = outcomesOf(verdicts, effects);
  const names = namesOf(effects);
  const differences: string[] = [];
  for (const [resource, outcomes] of Object.entries(expectation.verdicts)) {
    for (const [validation, expected] of Object.entries(outcomes)) {
      const key = JSON.stringify([names.get(resource) ?? resource, validation]);
      const outcome = actual.get(key) ?? "not-applicable";
      if (outcome !== expected) differences.push(`${resource} ${validation}: expected ${expected}, got ${outcome}`);
      actual.delete(key);
    }
  }
  const unexpected = [...actual].filter(([, outcome]) => outcome !== "not-applicable");
  return [
    ...differences,
    ...unexpected.map(([key, outcome]) => `${keyText(key)}: got ${outcome}, which is not expected`),
  ];
}

/** A resource that is of several kinds has one outcome for each; what applies, and what does not pass, is what counts. */
function outcomesOf(verdicts: readonly Verdict[], effects: readonly Effect[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { effect, validation, outcome } of verdicts) {
    const key = JSON.stringify([resourceKey(effects, effect), validation]);
    const known = outcomes.get(key);
    if (known === undefined || known === "not-applicable" || (known === "pass" && outcome !== "not-applicable"))
      outcomes.set(key, outcome);
  }
  return outcomes;
}

/** What an expectation may call the resources of a proposal, with the key of each; `<id> <verb>` always tells which is meant. */
function namesOf(effects: readonly Effect[]): ReadonlyMap<string, string> {
  return new Map(
    effects.flatMap(({ resource, verb }, index) => {
      const key = resourceKey(effects, index);
      return [
        [key, key],
        [`${resource.id} ${verb}`, key],
      ];
    }),
  );
}

function resourceKey(effects: readonly Effect[], index: number): string {
  const effect = effects[index];
  if (effect === undefined) return "";
  const { id } = effect.resource;
  return effects.some((other) => other.resource.id === id && other.verb !== effect.verb) ? `${id} ${effect.verb}` : id;
}

function keyText(key: string): string {
  const parts: unknown = JSON.parse(key);
  return Array.isArray(parts) ? parts.join(" ") : key;
}
