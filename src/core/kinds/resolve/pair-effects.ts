import { PART, isSameValue, type Effect, type NativeChange } from "#core/model";
import { itemId, type Mapped } from "./map-resource.ts";

/** An effect with what its resource was made from. */
export interface Traced {
  readonly effect: Effect;
  readonly mapped: Mapped;
}

/**
 * The effects of one change, given the resources before and after it.
 *
 * A resource as a whole carries the change's own verb. An item that is only there afterwards is created and one that is only there before is
 * deleted, as the same rule would be had it been written as a resource of its own. An effect counts as changed, too, when only the canonical
 * properties differ.
 *
 * Exactly one of the effects speaks for the native resource: that on a whole where there is one, else the first. The others have the trait `part`,
 * so that what is asked of a native resource can be asked once.
 */
export function pairEffects(
  change: NativeChange,
  before: readonly Mapped[],
  after: readonly Mapped[],
): readonly Traced[] {
  const lasting = after.length > 0 ? after : before;
  const formerOf = findFormer(before, lasting);
  const speaker = lasting.find(({ item }) => item === null) ?? lasting[0];
  const parts = partTraits(change.traits);
  const effects = lasting.map((mapped) => {
    const former = formerOf(mapped);
    const isNew = mapped.item !== null && former === null && change.before !== null;
    const traits = mapped === speaker ? change.traits : parts;
    return trace(change, mapped, { verb: isNew ? "create" : change.verb, before: former, traits });
  });
  if (before.length === 0 || before === lasting) return effects;
  const kept = new Set(lasting.map(identityOf));
  const gone = before.filter((mapped) => mapped.item !== null && !kept.has(identityOf(mapped)));
  return [
    ...effects,
    ...gone.map((mapped) => trace(change, mapped, { verb: "delete", before: mapped, traits: parts })),
  ];
}

/** Finds what a resource was before: itself where nothing is different, else the same item, or the whole for a whole. */
function findFormer(before: readonly Mapped[], lasting: readonly Mapped[]): (mapped: Mapped) => Mapped | null {
  if (before.length === 0) return () => null;
  if (before === lasting) return (mapped) => mapped;
  const earlier = new Map(before.map((mapped) => [identityOf(mapped), mapped]));
  const whole = before.find(({ item }) => item === null) ?? null;
  return (mapped) => earlier.get(identityOf(mapped)) ?? (mapped.item === null ? whole : null);
}

const ONLY_PART: readonly string[] = [PART];

function partTraits(traits: readonly string[]): readonly string[] {
  return traits.length === 0 ? ONLY_PART : [...traits, PART];
}

interface Act {
  readonly verb: Effect["verb"];
  readonly before: Mapped | null;
  readonly traits: readonly string[];
}

function trace({ changed, previousId }: NativeChange, mapped: Mapped, { verb, before, traits }: Act): Traced {
  const { resource, item } = mapped;
  const effect: Effect = {
    verb,
    resource,
    before: before?.resource ?? null,
    changed: changed || isMovedByOthers(mapped, before),
    traits,
    previousId: previousId === null || item === null ? previousId : itemId(previousId, item.key),
    source: resource.source,
  };
  return { effect, mapped };
}

// A resource that its own source leaves alone changes when what it is joined with does: a bucket whose access block is taken away.
function isMovedByOthers({ resource }: Mapped, before: Mapped | null): boolean {
  return (
    before !== null && before.resource !== resource && !isSameValue(before.resource.properties, resource.properties)
  );
}

function identityOf({ resource, item }: Mapped): string {
  return item === null ? resource.kind : `${resource.kind}[${item.key}]`;
}
