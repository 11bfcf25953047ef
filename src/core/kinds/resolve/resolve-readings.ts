import { visitAlike, type Effect, type NativeChange, type PropertyFacts, type SourceReading } from "#core/model";
import { FactFinder } from "../facts/property-facts.ts";
import { Linker } from "../linking/linker.ts";
import { stateAfter, stateBefore, type State } from "../linking/world.ts";
import { registryOf, type KindRegistry, type Kinds } from "../registry.ts";
import { mapResource, type Mapped } from "./map-resource.ts";
import { pairEffects, type Traced } from "./pair-effects.ts";

/** The effects of several readings, linked with one another and mapped to kinds. */
export interface ResolvedReadings {
  /** In the order of `readings`; the effects of each reading in the order of its changes. */
  readonly effects: readonly (readonly Effect[])[];
  /** The facts of the property at `path` (as in `["publicAccess", "blocked"]`) of the resource that `effect` is about. */
  facts(effect: Effect, path: readonly (string | number)[]): PropertyFacts;
}

/**
 * Links, maps and classifies what sources read. Total: a mapping that fails leaves a `CelError` as the property's value.
 *
 * Every change has at least one effect. The state before a change is linked with the states before, the state after with those after.
 * `environment` is null in every resource; it is decided elsewhere.
 */
export function resolveReadings(kinds: Kinds, readings: readonly SourceReading[]): ResolvedReadings {
  const registry = registryOf(kinds);
  const after = new Side(registry, stateAfter(readings));
  const before = isStill(readings) ? null : new Side(registry, stateBefore(readings));
  const traced = readings.map(({ changes }, reading) => {
    const effects: (readonly Traced[])[] = changes.map(() => []);
    visitAlike(changes, typeOf, (change, at) => {
      const later = change.after === null ? [] : after.map(reading, at);
      effects[at] = pairEffects(change, before === null ? later : before.map(reading, at), later);
    });
    return effects.flat();
  });
  return { effects: traced.map((each) => each.map(({ effect }) => effect)), facts: factsOf(traced) };
}

function typeOf({ before, after }: NativeChange): string {
  return (after ?? before)?.type ?? "";
}

/** Whether the world is the same before and after, as one that was observed is: then nothing has to be mapped twice. */
function isStill(readings: readonly SourceReading[]): boolean {
  return readings.every(({ changes }) => changes.every(({ before, after }) => before === after));
}

/** One state of the world with everything that maps its resources. */
class Side {
  readonly #registry: KindRegistry;
  readonly #state: State;
  readonly #linker: Linker;

  constructor(registry: KindRegistry, state: State) {
    this.#registry = registry;
    this.#state = state;
    this.#linker = new Linker(state.world);
  }

  /** Maps the resource of one change of one reading; none where this state has none. */
  map(reading: number, change: number): readonly Mapped[] {
    const node = this.#state.nodes[reading]?.[change] ?? null;
    return node === null ? [] : mapResource(node, this.#registry, this.#linker);
  }
}

function factsOf(traced: readonly (readonly Traced[])[]): ResolvedReadings["facts"] {
  let origins: ReadonlyMap<Effect, Mapped> | undefined;
  const finder = new FactFinder();
  return (effect, path) => {
    origins ??= new Map(traced.flat().map((each) => [each.effect, each.mapped]));
    const mapped = origins.get(effect);
    return mapped === undefined
      ? { known: "yes", default: false, sources: [effect.source] }
      : finder.find(mapped, path);
  };
}
