import { decide, explainVerdict, type Program, type Verdict, type WitnessRead } from "#core/decide";
import { Optional, type Timestamp, type Value } from "#core/language";
import { isList, isObject, setOwn, type Proposal } from "#core/model";
import { wantedValues } from "./wanted-values.ts";

/** One operation of a JSON Patch (RFC 6902) on the properties of a resource. */
export interface RepairOperation {
  readonly op: "add" | "replace";
  /** A JSON Pointer (RFC 6901) that starts at the properties. */
  readonly path: string;
  readonly value: boolean | number | string;
}

/** Which verdicts are to be mended, all of one effect, and when they were given. */
export interface RepairQuestion {
  readonly verdicts: readonly Verdict[];
  readonly now: Timestamp;
}

/**
 * What to change in the properties of the one resource that failed verdicts are about so that all of them pass; null where that is not certain.
 *
 * It was tried: by the changed proposal all of them pass, and nothing is a concern that was none before. What only the native form of a resource says
 * stays as it is. `proposal` and `now` must be those of the decision.
 */
export function findRepair(
  program: Program,
  proposal: Proposal,
  { verdicts, now }: RepairQuestion,
): readonly RepairOperation[] | null {
  const [first] = verdicts;
  const effect = first && proposal.effects[first.effect];
  if (effect === undefined || verdicts.length > MOST_VERDICTS) return null;
  if (effect.verb === "delete" || effect.verb === "release") return null;
  if (verdicts.some((verdict) => verdict.underlying !== "fail" || verdict.effect !== first?.effect)) return null;
  const alone = { ...proposal, effects: [effect] };
  const changes = seekChanges(program, alone, {
    verdicts: verdicts.map((verdict) => ({ ...verdict, effect: 0 })),
    now,
  });
  return changes?.map(toOperation) ?? null;
}

const MOST_VERDICTS = 20;

/** A conjunction tells one failed part at a time, and so does `all`. */
const MOST_ROUNDS = 10;

function seekChanges(program: Program, before: Proposal, asked: RepairQuestion): readonly Change[] | null {
  const found = new Map<string, Change>();
  let after = before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const failing = stillFailing(program, after, asked);
    if (failing.length === 0) return mends(program, { before, after }, asked) ? [...found.values()] : null;
    const changes = changesOf(program, after, { verdicts: failing, now: asked.now });
    const mended = changes === null || changes.some(({ pointer }) => found.has(pointer)) ? null : changes;
    const next = mended === null ? null : withChanges(after, mended);
    if (next === null) return null;
    for (const change of mended ?? []) found.set(change.pointer, change);
    after = next;
  }
  return null;
}

function stillFailing(program: Program, proposal: Proposal, { verdicts, now }: RepairQuestion): readonly Verdict[] {
  const places = new Set(verdicts.map(placeOf));
  return decide(program, proposal, now).concerns.filter(
    (verdict) => verdict.underlying === "fail" && places.has(placeOf(verdict)),
  );
}

interface Change {
  readonly pointer: string;
  readonly path: readonly (string | number)[];
  readonly wasThere: boolean;
  readonly value: boolean | number | string;
}

/** What all verdicts ask for; null where one leaves a choice, or two ask for different values. */
function changesOf(program: Program, proposal: Proposal, { verdicts, now }: RepairQuestion): readonly Change[] | null {
  const distinct = new Map<string, Change>();
  for (const verdict of verdicts) {
    const changes = changesFor(explainVerdict(program, proposal, verdict, now));
    if (changes === null) return null;
    for (const change of changes) {
      const known = distinct.get(change.pointer);
      if (known !== undefined && known.value !== change.value) return null;
      distinct.set(change.pointer, change);
    }
  }
  return distinct.size === 0 ? null : [...distinct.values()];
}

function changesFor({ required, reads }: ReturnType<typeof explainVerdict>): readonly Change[] | null {
  const wanted = wantedValues(required, reads);
  if (wanted === null) return null;
  const changes = wanted.map(({ name, value }) => {
    const there = reads.filter(({ segments }) => isProperty(segments) && segments.at(-1) === name);
    const plain = plainValue(value);
    return plain === null || there.length === 0 ? null : there.map((read) => changeOf(read, plain));
  });
  return changes.includes(null) ? null : changes.flatMap((some) => some ?? []);
}

function isProperty([root, part, ...path]: WitnessRead["segments"]): boolean {
  return root === "resource" && part === "properties" && path.length > 0;
}

function plainValue(value: Value): Change["value"] | null {
  if (typeof value === "boolean" || typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function changeOf({ segments, value: was }: WitnessRead, value: Change["value"]): Change {
  const path = segments.slice(2);
  const pointer = path.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  const wasThere = was instanceof Optional ? was.value !== undefined : was !== null;
  return { pointer, path, wasThere, value };
}

function toOperation({ pointer, wasThere, value }: Change): RepairOperation {
  return { op: wasThere ? "replace" : "add", path: pointer, value };
}

function withChanges(proposal: Proposal, changes: readonly Change[]): Proposal | null {
  const [effect] = proposal.effects;
  let properties: Value = effect?.resource.properties ?? null;
  for (const { path, value } of changes) properties = replaced(properties, path, value);
  if (effect === undefined || !isObject(properties)) return null;
  return { ...proposal, effects: [{ ...effect, resource: { ...effect.resource, properties } }] };
}

function replaced(value: Value, [segment, ...rest]: readonly (string | number)[], by: Value): Value {
  if (segment === undefined) return by;
  if (isList(value)) return value.map((element, at) => (at === segment ? replaced(element, rest, by) : element));
  if (!isObject(value)) return value;
  const copy: Record<string, Value> = { ...value };
  const own = Object.hasOwn(value, segment) ? (value[segment] ?? null) : null;
  setOwn(copy, String(segment), replaced(own, rest, by));
  return copy;
}

// INVARIANT (tried-repair): no repair is told that a decision did not confirm.
function mends(
  program: Program,
  { before, after }: { readonly before: Proposal; readonly after: Proposal },
  { verdicts, now }: RepairQuestion,
): boolean {
  const known = new Set(decide(program, before, now).concerns.map(keyOf));
  const decision = decide(program, after, now);
  const left = new Set(decision.concerns.map(keyOf));
  const passing = new Set(decision.verdicts.filter(({ outcome }) => outcome === "pass").map(placeOf));
  return verdicts.every((verdict) => passing.has(placeOf(verdict))) && [...left].every((key) => known.has(key));
}

function placeOf({ policy, validation, effect }: Verdict): string {
  return `${effect} ${policy}/${validation}`;
}

function keyOf(verdict: Verdict): string {
  return `${placeOf(verdict)} ${verdict.outcome}`;
}
