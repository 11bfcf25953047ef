import type { Path } from "#core/model";
import { idIn, type World } from "./draft.ts";
import { type ByteRange, elementsAt, type MemberRange, membersAt, OPEN_OBJECT, textStart } from "../json/index.ts";

/** Finds the bytes of a resource's entry in a plan, or of a path inside the state that it is judged by; undefined when it has no entry. */
export type PlanPlaces = (address: string, path: Path) => ByteRange | undefined;

/** The lists of a plan with entries for resources, and the member of an entry that describes the resource, where it is not the entry itself. */
const SECTIONS: ReadonlyMap<string, { readonly world: World; readonly inner: string | null }> = new Map([
  ["resource_changes", { world: "planned", inner: null }],
  ["resource_drift", { world: "live", inner: null }],
  ["deferred_changes", { world: "planned", inner: "resource_change" }],
  ["action_invocations", { world: "planned", inner: null }],
]);

/** Creates the places of a plan, which are indexed when the first one is asked for. Only offsets are kept. */
export function createPlanPlaces(bytes: Uint8Array): PlanPlaces {
  let entries: ReadonlyMap<string, ByteRange> | null = null;
  return (address, path) => {
    entries ??= indexEntries(bytes);
    const entry = entries.get(address);
    return entry && (path.length === 0 ? entry : placeOfPath(bytes, entry, path));
  };
}

function indexEntries(bytes: Uint8Array): ReadonlyMap<string, ByteRange> {
  const entries = new Map<string, ByteRange>();
  for (const section of membersAt(bytes, textStart(bytes))) {
    const kind = SECTIONS.get(section.name);
    if (!kind) continue;
    for (const element of elementsAt(bytes, section.start)) {
      const entry = kind.inner === null ? element : memberNamed(bytes, element, kind.inner);
      const id = entry && idOf(bytes, entry);
      if (entry && id !== undefined && !entries.has(idIn(kind.world, id))) entries.set(idIn(kind.world, id), entry);
    }
  }
  return entries;
}

const decoder = new TextDecoder();

function idOf(bytes: Uint8Array, entry: ByteRange): string | undefined {
  let address: string | undefined;
  let deposed: string | undefined;
  for (const member of membersAt(bytes, entry.start)) {
    if (member.name === "address") address = textAt(bytes, member);
    if (member.name === "deposed") deposed = textAt(bytes, member);
  }
  return address === undefined || deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

function textAt(bytes: Uint8Array, range: ByteRange): string | undefined {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes.subarray(range.start, range.end)));
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The place of a path in the state after the change, or before it where nothing is left; of what encloses it where the plan leaves it out. */
function placeOfPath(bytes: Uint8Array, entry: ByteRange, path: Path): ByteRange {
  const change = memberNamed(bytes, entry, "change") ?? entry;
  const states = ["after", "before"].map((side) => memberNamed(bytes, change, side));
  const state = states.find((range) => range !== undefined && bytes[range.start] === OPEN_OBJECT) ?? change;
  let nearest: ByteRange = state;
  for (const step of path) {
    const next = typeof step === "number" ? elementAt(bytes, nearest, step) : memberNamed(bytes, nearest, step);
    if (!next) return nearest;
    nearest = next;
  }
  return nearest;
}

function memberNamed(bytes: Uint8Array, object: ByteRange, name: string): MemberRange | undefined {
  for (const member of membersAt(bytes, object.start)) if (member.name === name) return member;
  return undefined;
}

function elementAt(bytes: Uint8Array, array: ByteRange, index: number): ByteRange | undefined {
  let at = 0;
  for (const element of elementsAt(bytes, array.start)) if (at++ === index) return element;
  return undefined;
}
