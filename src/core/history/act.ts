import { canonicalJson, type Proposal } from "#core/model";

/** What one effect of an act is about. */
export interface ActEffect {
  readonly verb: string;
  readonly kind: string;
  readonly type: string;
  readonly id: string;
}

/** One act of an agent, as it is remembered. */
export interface RememberedAct {
  readonly agent: string;
  /** The part of its run that acted, as its client says; null for the run itself, absent in what was remembered before parts were told. */
  readonly subAgent?: string | null;
  readonly session: string;
  /** The tool as `server/name`; null for what calls none. */
  readonly tool: string | null;
  /** How it was ruled: `allow`, `hold` or `deny`. */
  readonly effect: string;
  readonly effects: readonly ActEffect[];
  /** Whether it had more effects than are remembered, or some that nobody could tell. */
  readonly isPartial: boolean;
  /** What its result was found to hold. */
  readonly labels: readonly string[];
  /** What the results of its session were found to hold before it. */
  readonly carried: readonly string[];
  readonly tokens: number;
  readonly microUsd: number;
  /** Null where nobody could count them. */
  readonly destroyed: number | null;
}

/** Of an act with more effects the first are remembered, and of a longer name its beginning. */
const MOST_EFFECTS = 64;
const MOST_CHARACTERS = 512;
const MOST_LABELS = 64;

/** The effects of a proposal as they are remembered. */
export function effectsOf({ effects, context }: Proposal): Pick<RememberedAct, "effects" | "isPartial"> {
  const kept = effects
    .slice(0, MOST_EFFECTS)
    .map(({ verb, resource: { kind, type, id } }) => ({ verb, kind, type, id }));
  const isCut = kept.some((one) => Object.values(one).some((text) => text.length > MOST_CHARACTERS));
  return {
    effects: kept.map((one) => ({ ...one, type: cut(one.type), id: cut(one.id) })),
    isPartial: isCut || effects.length > MOST_EFFECTS || context.unresolved.length > 0,
  };
}

/** Labels as they are remembered, each once. */
export function labelsOf(labels: readonly string[]): readonly string[] {
  return [...new Set(labels.map(cut))].toSorted().slice(0, MOST_LABELS);
}

function cut(text: string): string {
  return text.slice(0, MOST_CHARACTERS);
}

/** An act as text. */
export function writeAct(act: RememberedAct): string {
  const { effects, ...rest } = act;
  return canonicalJson({ ...rest, effects: effects.map((one) => ({ ...one })) });
}

/** Reads what `writeAct` wrote. */
export function readAct(text: string): RememberedAct {
  return JSON.parse(text);
}
