import { cut } from "#core/diagnostics";
import { Unknown, type Value, type ValueObject } from "#core/language";
import { canonicalJson, isList, isObject, PART, type Effect } from "#core/model";
import type { OutcomeAnswer, PlanChanges } from "#core/wire";

/** Whether what is there is what was planned, and where it is not. */
export type Agreement = Pick<OutcomeAnswer, "agreement" | "differences">;

const MOST_DIFFERENCES = 100;
const LONGEST = 300;
const DEEPEST = 64;

/**
 * Compares what was planned with what was observed afterwards. Every change must have come to pass, and every value that the plan knew must be what it was; what
 * the plan did not know may be anything, and what was not observed is not held against it.
 */
export function compareOutcome(planned: readonly Effect[], observed: PlanChanges | null): Agreement {
  if (observed === null) return { agreement: "unknown", differences: [] };
  const seen = new Map(observed.effects.map((effect) => [keyOf(effect), effect]));
  const differences: string[] = [];
  for (const effect of planned) {
    if (!effect.changed || effect.traits.includes(PART)) continue;
    if (differences.length >= MOST_DIFFERENCES) break;
    const found = seen.get(keyOf(effect));
    if (found === undefined)
      differences.push(`\`${cut(effect.resource.id, LONGEST)}\` was to ${effect.verb}, which did not come to pass`);
    else differences.push(...differencesOf(effect, found));
  }
  const told = differences.slice(0, MOST_DIFFERENCES);
  return { agreement: told.length === 0 ? "match" : "mismatch", differences: told };
}

function keyOf({ verb, resource: { kind, type, id } }: Effect): string {
  return JSON.stringify([verb, kind, type, id]);
}

function differencesOf(planned: Effect, found: Effect): readonly string[] {
  const paths: string[] = [];
  collect(planned.resource.native, found.resource.native, { path: [], paths });
  return paths.map(
    (path) => `\`${cut(planned.resource.id, LONGEST)}\` differs from the plan at \`${cut(path, LONGEST)}\``,
  );
}

interface Walk {
  readonly path: readonly string[];
  readonly paths: string[];
}

function collect(planned: Value, found: Value | undefined, walk: Walk): void {
  const { path, paths } = walk;
  if (paths.length >= MOST_DIFFERENCES || planned instanceof Unknown || found instanceof Unknown) return;
  const pairs = path.length < DEEPEST ? pairsOf(planned, found) : null;
  if (pairs === null) {
    if (canonicalJson(planned) !== canonicalJson(found ?? null)) paths.push(path.join("."));
    return;
  }
  for (const [key, before, after] of pairs) collect(before, after, { path: [...path, key], paths });
}

type Pair = readonly [string, Value, Value | undefined];

/** What stands in the same places of two values; null for values that are compared as they are. */
function pairsOf(planned: Value, found: Value | undefined): readonly Pair[] | null {
  if (found === undefined) return null;
  if (isList(planned))
    return isList(found) && planned.length === found.length
      ? planned.map((item, at): Pair => [String(at), item, found[at]])
      : null;
  if (!isObject(planned) || !isObject(found)) return null;
  return Object.keys(planned).map((key): Pair => [key, planned[key] ?? null, ownOf(found, key)]);
}

function ownOf(object: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
