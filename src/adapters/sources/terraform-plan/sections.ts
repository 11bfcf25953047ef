import { membersAt, textStart, type MemberRange } from "./scan-json.ts";

/** Members that nothing is read from: they say again, with less precision, what the changes say. */
const UNREAD: ReadonlySet<string> = new Set(["planned_values", "output_changes", "relevant_attributes"]);

const NULL = new TextEncoder().encode("null");

/** No shorter list of changes has anything in it. */
const EMPTY_LENGTH = 8;

/**
 * The bytes of a plan with null for the members that are not read, which are about half of it. The same bytes are answered when that cannot be
 * told for sure, as when the text ends early, and when there are no changes, because then it matters whether anything was planned.
 */
export function readableSections(bytes: Uint8Array): Uint8Array {
  const members = [...membersAt(bytes, textStart(bytes))];
  const unread = members.filter(({ name }) => UNREAD.has(name));
  const changes = members.find(({ name }) => name === "resource_changes");
  const isWhole =
    changes !== undefined && changes.end - changes.start > EMPTY_LENGTH && endsAfter(bytes, members.at(-1));
  return isWhole && unread.length > 0 ? without(bytes, unread) : bytes;
}

/** Tells whether nothing but the closing brace of the plan follows a member. */
function endsAfter(bytes: Uint8Array, last: MemberRange | undefined): boolean {
  if (!last) return false;
  const rest = bytes.subarray(last.end);
  return rest.length < 1024 && new TextDecoder().decode(rest).trim() === "}";
}

function without(bytes: Uint8Array, ranges: readonly MemberRange[]): Uint8Array {
  const removed = ranges.reduce((sum, { start, end }) => sum + end - start - NULL.length, 0);
  const kept = new Uint8Array(bytes.length - removed);
  let [from, to] = [0, 0];
  for (const { start, end } of ranges) {
    kept.set(bytes.subarray(from, start), to);
    kept.set(NULL, to + start - from);
    to += start - from + NULL.length;
    from = end;
  }
  kept.set(bytes.subarray(from), to);
  return kept;
}
