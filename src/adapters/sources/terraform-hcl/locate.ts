import { createLineIndex, type LineIndex } from "#core/diagnostics";
import type { Locate, Path } from "#core/model";
import type { Expression, Extent } from "../hcl/index.ts";
import type { Companion } from "../source-format.ts";
import { readDocuments } from "../kubernetes/documents.ts";
import { placeText } from "../kubernetes/locate.ts";
import { pathBeforeManifest } from "../kubernetes/terraform-manifest.ts";
import { findInBlock } from "../terraform-plan/hcl/find.ts";
import type { Declared } from "./configuration/definition.ts";

/** Finds places of resources in the files that declare them. Nothing is indexed before the first question. */
export function createLocate(declared: (id: string) => Declared | undefined): Locate {
  const indexes = new Map<Companion, LineIndex>();
  const indexOf = (file: Companion): LineIndex => {
    const index = indexes.get(file) ?? createLineIndex(file.file, file.text);
    indexes.set(file, index);
    return index;
  };
  return (ref) => {
    const found = declared(ref.address);
    if (!found) return ref;
    const { start, end } = extentOf(found, pathBeforeManifest(ref.address, ref.path));
    const lines = indexOf(found.file);
    return { ...ref, file: found.file.file, start: lines.position(start), end: lines.position(end) };
  };
}

function extentOf({ block, file }: Declared, path: Path): Extent {
  const { kind, item, exact, depth } = findInBlock(block, path);
  if (kind === "block" || exact) return item;
  const rest = path.slice(depth);
  return within(item.value, rest) ?? withinText(item.value, rest, file) ?? item;
}

/** What was found in texts already: whoever asks about one place asks about others. */
const texts = new WeakMap<Expression, TextDocument | null>();

interface TextDocument {
  readonly from: number;
  readonly range: (path: Path) => readonly [number, number];
}

/** The place inside a YAML or JSON document that is written out over lines of its own; null where there is none. */
function withinText(expression: Expression, path: Path, file: Companion): Extent | null {
  const known = texts.get(expression);
  const document = known === undefined ? documentIn(expression, file) : known;
  texts.set(expression, document);
  if (document === null) return null;
  const [first, last] = document.range(path);
  return { start: document.from + first, end: document.from + last };
}

function documentIn({ start, end }: Expression, { file, text }: Companion): TextDocument | null {
  const [opening] = /^<<-?[^\n]{0,256}\n/.exec(text.slice(start, Math.min(end, start + 300))) ?? [];
  if (opening === undefined) return null;
  const from = start + opening.length;
  const placed = placeText(file, text.slice(from, text.lastIndexOf("\n", end - 1) + 1));
  const [document] = readDocuments(placed.text);
  return document?.kind === "value" ? { from, range: (path) => placed.range(document, path) } : null;
}

/** The place of an element or member inside an expression that spells it; null when it spells none. */
function within(expression: Expression, path: Path): Extent | null {
  const [step, ...rest] = path;
  if (step === undefined) return expression;
  if (expression.kind === "list" && typeof step === "number") {
    const element = expression.elements[step];
    return element ? (within(element, rest) ?? element) : null;
  }
  if (expression.kind !== "object") return null;
  const item = expression.items.find(({ key }) => key.kind === "literal" && key.value === step);
  if (!item) return null;
  return (rest.length > 0 ? within(item.value, rest) : null) ?? { start: item.key.start, end: item.value.end };
}
