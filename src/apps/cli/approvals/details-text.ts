import { printable } from "#adapters/reporters";
import type { WholeApprovalMessage } from "#client";
import { cut } from "./words.ts";

type Details = WholeApprovalMessage["details"];

/** What a reader must not miss comes first. */
const FIRST = ["destroys", "loosens"];
const MOST_ITEMS = 10;
const MOST_KEYS = 20;
const LONGEST = 160;

/** What programs say a request is about, as lines for people: what is destroyed first, long lists cut, with how much is left out. */
export function detailLines(details: Details): readonly string[] {
  const keys = Object.keys(details);
  const sorted = [...FIRST.filter((key) => keys.includes(key)), ...keys.filter((key) => !FIRST.includes(key))];
  const lines = sorted.slice(0, MOST_KEYS).flatMap((key) => linesOf(key, details[key] ?? null));
  return sorted.length > MOST_KEYS ? [...lines, `and ${sorted.length - MOST_KEYS} more details`] : lines;
}

function linesOf(key: string, value: NonNullable<Details[string]> | null): readonly string[] {
  const name = cut(printable(key), LONGEST);
  if (!Array.isArray(value)) return [`${name}: ${shown(value)}`];
  if (value.length === 0) return [`${name}: nothing`];
  const items = value.slice(0, MOST_ITEMS).map((one) => `  - ${shown(one)}`);
  const more = value.length > MOST_ITEMS ? [`  and ${value.length - MOST_ITEMS} more`] : [];
  return [`${name} (${value.length}):`, ...items, ...more];
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value, exactNumbers);
  return cut(printable(text), LONGEST);
}

/** A large integer keeps every digit, as text. */
export function exactNumbers(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
