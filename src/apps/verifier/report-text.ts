import { opensslCommands, type EvidenceReport, type Problem } from "#core/evidence";

/** What a verifier found, for a person: what is there, who vouches for it, then everything that is wrong or worth knowing. */
export function reportText(report: EvidenceReport, ownWord: boolean): string {
  const lines = [
    ...headLines(report),
    ...listed("Wrong", report.problems, report.problemCount),
    ...listed("To know", report.notes, report.noteCount),
    "",
    verdictOf(report, ownWord),
  ];
  return `${lines.map(visible).join("\n")}\n`;
}

function headLines(report: EvidenceReport): readonly string[] {
  const { checkpoint, range, signedBy, witnesses, summary, disclosures, receipts } = report;
  if (checkpoint === null) return ["No log was found here"];
  const { records, period, kinds, emitters } = summary;
  return [
    `Log         ${checkpoint.origin}, ${checkpoint.size} records`,
    `Verified    ${records} records from ${range.from} on${period === null ? "" : `, ${period.from} to ${period.to}`}`,
    `Kinds       ${listOr(Array.from(kinds, ([kind, count]) => `${count} ${kind}`))}`,
    `Emitters    ${listOr(emitters.map(({ emitter, first, last }) => `${emitter} (${first} to ${last})`))}`,
    `Own words   ${ownWords(report)}`,
    `Signed by   ${listOr(signedBy.map(({ name }) => name))}`,
    `Witnesses   ${listOr(witnesses.map(({ key, timeSeconds }) => `${key.name} at ${timeOf(timeSeconds)}`))}`,
    `Disclosed   ${disclosures.verified} verified, ${disclosures.withheld} withheld or erased`,
    ...(receipts === 0 ? [] : [`Receipts    ${receipts}`]),
  ];
}

/** What emitters have signed of their own records, and whether anybody is known to stand behind their keys. */
function ownWords({ summary, signatures: { signed, keys, trusted } }: EvidenceReport): string {
  if (keys.length === 0) return "no record is signed by its emitter";
  const standing = trusted ? "" : "; which keys of emitters are trusted was not said";
  return `${signed} of ${summary.records} records are signed by their emitters, by ${listOr(keys)}${standing}`;
}

const MOST_LISTED = 20;

function listOr(items: readonly string[]): string {
  if (items.length === 0) return "none";
  const more = items.length > MOST_LISTED ? `, and ${items.length - MOST_LISTED} more` : "";
  return `${items.slice(0, MOST_LISTED).join(", ")}${more}`;
}

function timeOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}

function listed(title: string, problems: readonly Problem[], count: number): readonly string[] {
  if (count === 0) return [];
  const more = count > problems.length ? [`  and ${count - problems.length} more`] : [];
  return ["", `${title} (${count})`, ...problems.map(({ code, message }) => `  ${code}: ${message}`), ...more];
}

function verdictOf({ valid, problemCount }: EvidenceReport, ownWord: boolean): string {
  if (!valid) return `NOT VALID: ${problemCount} ${problemCount === 1 ? "thing is" : "things are"} wrong`;
  if (!ownWord) return "VALID";
  return "UNDECIDED: nothing is wrong, but the key came with the evidence; compare it with one that you have from elsewhere, and name that with --trust or --key";
}

/** The commands that verify the checkpoint's signature without us; none when no trusted key has signed it. */
export function opensslText({ signedBy }: EvidenceReport, path: string): string {
  const [key] = signedBy;
  return key === undefined ? "" : `\nThe signature, with OpenSSL:\n\n${opensslCommands(key, path)}`;
}

/** Text of strangers must not act on the terminal: what is not visible is written as its code. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
}

/** The same as JSON, for programs. */
export function reportJson(report: EvidenceReport, ownWord: boolean): string {
  const { checkpoint, signedBy, witnesses, summary, valid, ...rest } = report;
  return `${JSON.stringify(
    {
      answer: valid ? (ownWord ? "undecided" : "valid") : "not-valid",
      log: checkpoint === null ? null : { origin: checkpoint.origin, size: checkpoint.size },
      signedBy: signedBy.map(({ name }) => name),
      witnesses: witnesses.map(({ key, timeSeconds }) => ({ name: key.name, timeSeconds })),
      ...summary,
      kinds: Object.fromEntries(summary.kinds),
      ...rest,
    },
    null,
    2,
  )}\n`;
}
