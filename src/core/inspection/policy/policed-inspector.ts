import type { InspectionAction } from "#core/documents";
import type { Value, ValueObject } from "#core/language";
import { isList } from "#core/model";
import { Inspector } from "../inspector.ts";
import type { InspectionPolicy } from "./policy.ts";

/** An answer as its reader may have it. */
export interface Inspected {
  /** Sorted: what the history is told. */
  readonly labels: readonly string[];
  /** The first label for which nothing of it may be had; null where there is none. */
  readonly blocked: string | null;
  /** Without what was taken out; the answer itself where that is nothing. */
  readonly result: ValueObject;
}

/** Inspects answers by one policy. */
export class PolicedInspector {
  readonly #inspector: Inspector;
  readonly #policy: InspectionPolicy;

  constructor(policy: InspectionPolicy) {
    const redact = Object.keys(policy.actions).filter((label) => policy.actions[label] === "redact");
    this.#inspector = new Inspector({
      markings: policy.markings,
      ignore: policy.ignore,
      redact,
      mostCharacters: MOST_CHARACTERS,
    });
    this.#policy = policy;
  }

  /** All parts of an answer are inspected as one, so that they stay consistent: what is taken out of one is not told by another. */
  inspect(result: ValueObject): Inspected {
    const { labels, redacted } = this.#inspector.inspect(result);
    const blocked = labels.find((label) => this.actionOf(label) === "block") ?? null;
    if (redacted === result || !isPlain(redacted)) return { labels, blocked, result };
    const texts = takenFrom(result, redacted);
    return { labels, blocked, result: withContent(redacted, texts) };
  }

  /** What is done about a label. */
  actionOf(label: string): InspectionAction {
    const { actions } = this.#policy;
    return Object.hasOwn(actions, label) ? (actions[label] ?? "label") : "label";
  }

  /** Whether an answer may not pass before all of it was read, where that is more than can be read or not. */
  holdsBack(isTooMuch: boolean): boolean {
    return isTooMuch
      ? this.actionOf("uninspected") !== "label"
      : Object.values(this.#policy.actions).some((action) => action !== "label");
  }
}

const MOST_CHARACTERS: number = 4 * 1024 * 1024;
const SHORTEST_TAKEN = 6;
const LONGEST_TAKEN = 512;
const MOST_TAKEN = 100;

/** The texts that stood alone and were taken out as a whole: a key gave them away, and elsewhere nothing does. */
function takenFrom(before: Value, after: Value): readonly string[] {
  const taken = new Set<string>();
  collect(before, after, taken);
  return [...taken].toSorted((one, other) => other.length - one.length);
}

/** Goes as deep as what was inspected, which is bounded. */
function collect(before: Value, after: Value, taken: Set<string>): void {
  if (before === after || taken.size >= MOST_TAKEN) return;
  if (typeof before === "string" && typeof after === "string") {
    const isWhole = /^\[redacted: [^\]]{1,200}\]$/.test(after);
    if (isWhole && before.length >= SHORTEST_TAKEN && before.length <= LONGEST_TAKEN) taken.add(before);
    return;
  }
  const [old, current] = [membersOf(before), membersOf(after)];
  for (const [at, member] of old.entries()) collect(member, current[at] ?? null, taken);
}

function membersOf(value: Value): readonly Value[] {
  if (isList(value)) return value;
  return isPlain(value) ? Object.values(value) : [];
}

function withContent(result: ValueObject, texts: readonly string[]): ValueObject {
  if (texts.length === 0) return result;
  const replaced = replaceIn(result, texts);
  return isPlain(replaced) ? replaced : result;
}

function replaceIn(value: Value, texts: readonly string[]): Value {
  if (typeof value === "string")
    return texts.reduce((text, taken) => text.replaceAll(taken, "[redacted: secret]"), value);
  if (isList(value)) return value.map((member) => replaceIn(member, texts));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceIn(member, texts)]));
}

function isPlain(value: unknown): value is ValueObject {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
