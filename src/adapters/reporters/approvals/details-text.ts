import { cut } from "#core/diagnostics";
import type { WholeApprovalMessage } from "#core/wire";
import { printable } from "../printable.ts";

type Details = WholeApprovalMessage["details"];
type Value = Details[string];

/** What a reader must not miss comes first. */
const FIRST = ["destroys", "loosens"];
const MOST_ITEMS = 10;
const MOST_KEYS = 20;
const MOST_DEEP = 3;
const LONGEST = 160;

/** What programs say a request is about, as lines for people: what is destroyed first, long lists cut, with how much is left out. */
export function detailLines(details: Details): readonly string[] {
  const keys = Object.keys(details);
  const sorted = [...FIRST.filter((key) => keys.includes(key)), ...keys.filter((key) => !FIRST.includes(key))];
  const lines = sorted.slice(0, MOST_KEYS).flatMap((key) => linesOf(key, details[key] ?? null));
  return sorted.length > MOST_KEYS ? [...lines, `and ${sorted.length - MOST_KEYS} more details`] : lines;
}

function linesOf(key: string, value: Value): readonly string[] {
  const name = cut(printable(key), LONGEST);
  const list = listIn(value);
  if (list === null) return [`${name}: ${shown(value)}`];
  const total = list.items.length + list.more;
  if (total === 0) return [`${name}: nothing`];
  const items = list.items.slice(0, MOST_ITEMS);
  const more = total > items.length ? [`  and ${total - items.length} more`] : [];
  return [`${name} (${total}):`, ...items.map((one) => `  - ${shown(one)}`), ...more];
}

interface List {
  readonly items: readonly Value[];
  /** How many were left out by whoever asked. */
  readonly more: number;
}

/** A list, or `items` of which it is said how many `more` there are; null for all else. */
function listIn(value: Value): List | null {
  if (Array.isArray(value)) return { items: value, more: 0 };
  if (!isObject(value)) return null;
  const { items, more } = value;
  return Array.isArray(items) && typeof more === "number" ? { items, more } : null;
}

function shown(value: Value): string {
  return cut(printable(wordsOf(value, 0)), LONGEST);
}

function wordsOf(value: unknown, depth: number): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (depth >= MOST_DEEP) return "…";
  const parts = Array.isArray(value)
    ? value.map((one) => wordsOf(one, depth + 1))
    : Object.entries(value).map(([key, one]) => `${key}: ${wordsOf(one, depth + 1)}`);
  return parts.length === 0 ? "none" : parts.join(", ");
}

function isObject(value: Value): value is Details {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A large integer keeps every digit, as text. */
export function exactNumbers(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
