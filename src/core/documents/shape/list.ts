import type { DocumentNode } from "../read/node.ts";
import { quoted, reportWrongType } from "./describe.ts";
import type { JsonSchema } from "./json-schema.ts";
import { placeText, report, type Place, type Reading, type Shape } from "./shape.ts";

export interface ListRules<T> {
  /** What the list holds, in the plural: "names of kinds". */
  readonly of: string;
  readonly atLeastOne?: boolean;
  /** What must differ between items, as `id`; answers null for an item that need not. */
  readonly unique?: { readonly by: (item: T) => string | null; readonly what: string };
}

/** A list, each item of one shape. */
export function list<T>(item: Shape<T>, rules: ListRules<T>): Shape<readonly T[]> {
  const expected = `a list of ${rules.of}`;
  return {
    expected,
    read(node, place, reading) {
      if (node.kind !== "list") {
        reportWrongType(node, place, reading, expected);
        return undefined;
      }
      if (rules.atLeastOne === true && node.items.length === 0) {
        reportEmptyList(node, place, reading, rules.of);
        return undefined;
      }
      return readItems(node.items, item, { place, reading, rules });
    },
    schema: (definitions): JsonSchema => ({
      type: "array",
      items: item.schema(definitions),
      ...(rules.atLeastOne === true ? { minItems: 1 } : {}),
    }),
  };
}

interface ItemContext<T> {
  readonly place: Place;
  readonly reading: Reading;
  readonly rules: ListRules<T>;
}

function readItems<T>(
  nodes: readonly DocumentNode[],
  shape: Shape<T>,
  context: ItemContext<T>,
): readonly T[] | undefined {
  const items: T[] = [];
  const first = new Map<string, DocumentNode>();
  for (const [index, node] of nodes.entries()) {
    const item = shape.read(node, { parent: context.place, key: index }, context.reading);
    if (item === undefined) continue;
    items.push(item);
    const identity = context.rules.unique?.by(item) ?? null;
    const earlier = identity === null ? undefined : first.get(identity);
    const told = identified(node, context.rules.unique?.what ?? "");
    if (earlier !== undefined) reportTwice(identity ?? "", told, earlier, context);
    else if (identity !== null) first.set(identity, told);
  }
  return items.length === nodes.length ? items : undefined;
}

/** The part of an item that tells it from others. */
function identified(node: DocumentNode, what: string): DocumentNode {
  return (node.kind === "map" ? node.entries.get(what)?.value : undefined) ?? node;
}

function reportEmptyList(node: DocumentNode, place: Place, reading: Reading, of: string): void {
  const message = `\`${placeText(place)}\` is an empty list, but at least one is expected`;
  report(reading, node, { code: "document-empty", message, hint: `List the ${of}` });
}

function reportTwice<T>(id: string, node: DocumentNode, earlier: DocumentNode, context: ItemContext<T>): void {
  const { line } = context.reading.lines.position(earlier.start);
  const what = context.rules.unique?.what ?? "item";
  const message = `${capital(what)} ${quoted(id)} stands twice in \`${placeText(context.place)}\`, first on line ${line}`;
  const hint = NAMED.has(what) ? `Give each its own ${what}` : "Remove one of the two";
  report(context.reading, node, { code: "document-duplicate", message, hint });
}

/** What items are told apart by, where it is not all that they are. */
const NAMED: ReadonlySet<string> = new Set(["id", "name"]);

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
