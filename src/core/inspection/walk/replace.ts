import type { Hit } from "../finding.ts";

/** What takes the place of a span: a text of its own, or the name of what was found. */
export type Replacement =
  | Pick<Hit, "start" | "end" | "label">
  | { readonly start: number; readonly end: number; readonly text: string };

/** What stands where something was taken out. */
export function redactedLabels(labels: readonly string[]): string {
  return `[redacted: ${labels.join(", ")}]`;
}

/** The text with its spans replaced, those that overlap as one. */
export function replaceSpans(text: string, replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return text;
  let after = "";
  let from = 0;
  for (const group of overlapping(replacements)) {
    after += text.slice(from, group.start) + textOf(group.members);
    from = group.end;
  }
  return after + text.slice(from);
}

interface Group {
  readonly start: number;
  end: number;
  readonly members: Replacement[];
}

function overlapping(replacements: readonly Replacement[]): readonly Group[] {
  const groups: Group[] = [];
  for (const member of replacements.toSorted((one, other) => one.start - other.start)) {
    const last = groups.at(-1);
    if (last === undefined || member.start >= last.end) {
      groups.push({ start: member.start, end: member.end, members: [member] });
      continue;
    }
    last.end = Math.max(last.end, member.end);
    last.members.push(member);
  }
  return groups;
}

function textOf(members: readonly Replacement[]): string {
  const [first] = members;
  if (members.length === 1 && first !== undefined && "text" in first) return first.text;
  const labels = members.flatMap((member) => ("label" in member ? [member.label] : []));
  return redactedLabels([...new Set(labels)].toSorted());
}
