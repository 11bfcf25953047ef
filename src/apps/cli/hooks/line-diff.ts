/** Lines around a change that are shown with it. */
const AROUND = 3;

/** What changes between two texts, as one hunk of a unified diff; empty where they are equal. */
export function lineDiff(file: string, before: string, after: string): string {
  if (before === after) return "";
  const [old, young] = [linesOf(before), linesOf(after)];
  const head = commonLength(old, young);
  const tail = Math.min(commonLength(old.toReversed(), young.toReversed()), Math.min(old.length, young.length) - head);
  const from = Math.max(0, head - AROUND);
  const oldEnd = Math.min(old.length, old.length - tail + AROUND);
  const rows = [
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...young.slice(head, young.length - tail).map((line) => `+${line}`),
    ...old.slice(old.length - tail, oldEnd).map((line) => ` ${line}`),
  ];
  const youngCount = rows.filter((row) => !row.startsWith("-")).length;
  return `--- ${file}\n+++ ${file}\n@@ -${from + 1},${oldEnd - from} +${from + 1},${youngCount} @@\n${rows.join("\n")}\n`;
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((line, index) => line !== right[index]);
  return at === -1 ? Math.min(left.length, right.length) : at;
}
