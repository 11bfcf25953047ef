import type { AnyDocument } from "#core/documents";
import { difference, type Difference, type Direction, type DocumentChange } from "./change.ts";
import { compareGrant } from "./compare-grant.ts";
import { comparePolicy } from "./compare-policy.ts";
import { compareWaiver } from "./compare-waiver.ts";
import { diffByName } from "./diff-by-name.ts";

/** A document and the digest of what its author wrote, as `parseDocuments` gives them. */
export interface DigestedDocument {
  readonly document: AnyDocument;
  readonly digest: string;
}

/**
 * How two sets of documents differ, and what each difference can do to answers, by kind and name.
 *
 * INVARIANT (loosening-is-listed): whenever the documents after let a proposal through that those before held or denied, a change that `loosens` is
 * listed. The other way round nothing is promised: what is listed may turn out to let nothing through.
 */
export function compareDocuments(
  before: readonly DigestedDocument[],
  after: readonly DigestedDocument[],
): readonly DocumentChange[] {
  const { added, removed, changed } = diffByName(before.map(named), after.map(named), isSame);
  const old = new Map(before.map((one) => [named(one).name, one.document]));
  return [
    ...added.map(({ document }) => changeOf(document, difference(whenAdded(document), "was added"))),
    ...removed.map(({ document }) => changeOf(document, difference(whenRemoved(document), "was removed"))),
    ...changed.flatMap(({ name, document }) => {
      const was = old.get(name);
      return was === undefined ? [] : differences(was, document).map((one) => changeOf(document, one));
    }),
  ].toSorted(byName);
}

interface NamedDocument extends DigestedDocument {
  readonly name: string;
}

function named({ document, digest }: DigestedDocument): NamedDocument {
  return { name: `${document.kind} ${document.metadata.name}`, document, digest };
}

function isSame(before: NamedDocument, after: NamedDocument): boolean {
  return before.digest === after.digest;
}

function changeOf({ kind, metadata }: AnyDocument, { direction, what }: Difference): DocumentChange {
  return { kind, name: metadata.name, direction, what };
}

/** One more rule never lets through, one more permission does; what resources, and members of chains, are taken for may go either way. */
function whenAdded(document: AnyDocument): Direction {
  if (document.kind === "Policy") return document.spec.mode === "enforce" ? "tightens" : "neutral";
  return document.kind === "Framework" ? "neutral" : "loosens";
}

function whenRemoved(document: AnyDocument): Direction {
  switch (document.kind) {
    case "Policy":
      return document.spec.mode === "enforce" ? "loosens" : "neutral";
    case "Grant":
    case "Waiver":
      return "tightens";
    case "Framework":
      return "neutral";
    default:
      return "loosens";
  }
}

/** What of a changed document bears on answers; one whose differences are all neutral is listed once, so that no change goes unseen. */
function differences(before: AnyDocument, after: AnyDocument): readonly Difference[] {
  const found = compareSpecs(before, after);
  return found.length > 0 ? found : [difference("neutral", "says the same with other words")];
}

function compareSpecs(before: AnyDocument, after: AnyDocument): readonly Difference[] {
  if (before.kind === "Policy" && after.kind === "Policy") return comparePolicy(before, after);
  if (before.kind === "Grant" && after.kind === "Grant") return compareGrant(before, after);
  if (before.kind === "Waiver" && after.kind === "Waiver") return compareWaiver(before, after);
  return after.kind === "Framework" ? [] : [difference("loosens", "changed")];
}

function byName(a: DocumentChange, b: DocumentChange): number {
  const [left, right] = [`${a.kind} ${a.name}`, `${b.kind} ${b.name}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
