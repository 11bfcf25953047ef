import type { LoadedWaiver } from "../judge/waivers.ts";

/**
 * What each waiver overlaps with: the first waiver before it, in the order given, that some finding could be turned aside by as well. Waivers that
 * overlap with none before them are left out.
 *
 * Two waivers overlap when they are of one policy and one resource id, and no narrowing (validation, binding, type, scope, digest) of both tells
 * them apart.
 */
export function findOverlaps(waivers: readonly LoadedWaiver[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const seen = new Map<string, number>();
  for (const [position, waiver] of waivers.entries()) {
    const first = firstOverlapped(waiver, seen);
    const other = first === null ? undefined : waivers[first];
    if (other !== undefined) found.set(waiver.name, other.name);
    remember(waiver, position, seen);
  }
  return found;
}

/** Every set of the five narrowings, as bits. */
const SETS = Array.from({ length: 32 }, (_, set) => set);

/**
 * A waiver is remembered under its own set of narrowings and the values of every subset of it, so that one that is narrowed otherwise finds it
 * by the narrowings of both: 32 look-ups, however many waivers there are.
 */
function remember(waiver: LoadedWaiver, position: number, seen: Map<string, number>): void {
  const own = narrowings(waiver);
  for (const shared of SETS.filter((set) => (set & own) === set)) {
    const key = keyOf(waiver, own, shared);
    if (!seen.has(key)) seen.set(key, position);
  }
}

function firstOverlapped(waiver: LoadedWaiver, seen: ReadonlyMap<string, number>): number | null {
  const own = narrowings(waiver);
  const positions = SETS.flatMap((theirs) => seen.get(keyOf(waiver, theirs, theirs & own)) ?? []);
  return positions.length === 0 ? null : Math.min(...positions);
}

function narrowings(waiver: LoadedWaiver): number {
  return valuesOf(waiver).reduce((set, value, bit) => (value === null ? set : set | (1 << bit)), 0);
}

function keyOf(waiver: LoadedWaiver, theirs: number, shared: number): string {
  const { policy, resource } = waiver.document.spec;
  const values = valuesOf(waiver).map((value, bit) => ((shared & (1 << bit)) === 0 ? null : value));
  return JSON.stringify([policy, resource.id, theirs, ...values]);
}

function valuesOf({ document: { spec } }: LoadedWaiver): readonly (string | null)[] {
  return [spec.validation, spec.binding, spec.resource.type, spec.resource.scope, spec.digest];
}
