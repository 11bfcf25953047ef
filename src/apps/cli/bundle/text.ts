import { countsInWords, sentenceOf, type BundleChange } from "#core/analysis";
import type { Activation, StoredBundle } from "#core/store";
import type { ActivatedMessage, ChangeMessage, HistoryMessage, UploadMessage } from "#core/wire";
import { printable } from "#adapters/reporters";

/** How many changes are printed before the rest is only counted. */
const MOST_LINES = 30;

/** What `writ bundle push` prints. */
export function uploadText({ digest, problems, active, change }: UploadMessage): string {
  const compared = active === null ? "Nothing decides yet." : `Beside activation ${active.sequence}, which decides:`;
  return lines([
    ...problems,
    `Stored bundle ${digest}`,
    compared,
    ...changeLines(change),
    "",
    "To let it decide:",
    "",
    `  writ bundle activate ${digest} --reason "…"`,
  ]);
}

/** What `writ bundle activate` and `writ bundle rollback` print. */
export function activatedText({ state, activation, approval, change }: ActivatedMessage): string {
  if (state === "activated" && activation !== null)
    return lines([`Bundle ${activation.digest} decides, by activation ${activation.sequence}`, ...changeLines(change)]);
  return lines([
    `It loosens, and so waits until somebody else approves it: approval ${approval ?? ""}`,
    ...changeLines(change),
    "",
    `Once somebody else ran \`writ approvals approve ${approval ?? ""}\`, the same command lets it decide.`,
  ]);
}

/** What `writ bundle diff` prints. */
export function diffText(change: BundleChange): string {
  const { kind, changes } = change;
  const ordered = changes.toSorted((a, b) => Number(b.direction === "loosens") - Number(a.direction === "loosens"));
  return lines([`${kind}: ${countsInWords(change)}`, ...ordered.map((one) => `  ${sentenceOf(one)}`)]);
}

/** What `writ bundle list` prints. */
export function historyText({ activations }: HistoryMessage): string {
  return lines(activations.map(activationLine));
}

function activationLine({ sequence, digest, change, by, at, reason }: Activation, position: number): string {
  const mark = position === 0 ? "*" : " ";
  return `${mark} ${String(sequence).padStart(4)}  ${digest.slice(0, 12)}  ${change.padEnd(9)} ${at}  ${by}  ${reason}`;
}

/** What `writ bundle show` prints. */
export function bundleText({ digest, author, storedAt, files }: StoredBundle): string {
  return lines([
    `Bundle ${digest}`,
    `Stored ${storedAt} by ${author ?? "the start of a server"}`,
    `${files.length} files:`,
    ...files.map(({ file, text }) => `  ${file}  ${text.length}`),
  ]);
}

function changeLines({ summary, changes, examples }: ChangeMessage): readonly string[] {
  const rest = changes.length - MOST_LINES;
  return [
    `  ${summary}`,
    ...changes.slice(0, MOST_LINES).map((one) => `  - ${one}`),
    ...(rest > 0 ? [`  and ${rest} more, with --format json`] : []),
    ...examples.slice(0, MOST_LINES).map((one) => `  e.g. ${one}`),
  ];
}

function lines(all: readonly string[]): string {
  return `${all.map(printable).join("\n")}\n`;
}
