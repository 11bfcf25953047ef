import {
  BOOL,
  CelError,
  DYN,
  INT,
  listOf,
  Unknown,
  type FunctionDeclaration,
  type Value,
  type ValueObject,
} from "#core/language";
import { isList, isObject } from "#core/model";
import { globalFunction, invalid, listCost } from "./declare.ts";
import { any, type Truth } from "./three-valued.ts";

const LAST_PORT = 65_535;
const ALL = { from: 0, to: LAST_PORT };
const WITHOUT_PORTS: ReadonlySet<string> = new Set(["icmp", "icmpv6", "1", "58"]);
const ALL_WORDS: ReadonlySet<string> = new Set(["*", "all", "any", "-1", ""]);

/** Port ranges, always as lists of `{from, to}`, both inclusive. */
export const portFunctions: readonly FunctionDeclaration[] = [
  globalFunction(
    "ports.parse",
    "The ranges of ports written as `22`, `8000-8080` or `*`, one or a list of them; none for null.",
    {
      params: [DYN],
      result: listOf(DYN),
      evaluate: (ports) => parsePorts(ports ?? null),
      cost: listCost,
    },
  ),
  globalFunction(
    "ports.range",
    "The range of a rule with its protocol: all ports for all protocols or without a bound, none for ICMP.",
    {
      params: [DYN, DYN, DYN],
      result: listOf(DYN),
      evaluate: (from, to, protocol) => portRange(from ?? null, to ?? null, protocol ?? null),
    },
  ),
  globalFunction("ports.includes", "Whether any of the ranges includes the port.", {
    params: [listOf(DYN), INT],
    result: BOOL,
    evaluate: (ranges, port) => any(ranges ?? null, (range) => spans(range, Number(port), Number(port))),
    cost: listCost,
  }),
  globalFunction("ports.without", "What is left of the ranges when others are taken away.", {
    params: [listOf(DYN), listOf(DYN)],
    result: listOf(DYN),
    evaluate: (ranges, removed) => withoutRanges(ranges ?? null, removed ?? null),
    cost: (ranges, removed) => (listCost(ranges) + listCost(removed)) * (1 + listCost(removed)),
  }),
  globalFunction("ports.all", "Whether any of the ranges takes in every port.", {
    params: [listOf(DYN)],
    result: BOOL,
    evaluate: (ranges) => any(ranges ?? null, (range) => spans(range, 1, LAST_PORT)),
    cost: listCost,
  }),
];

function parsePorts(ports: Value): Value {
  if (ports === null) return [];
  const ranges = (isList(ports) ? ports : [ports]).map(parseRange);
  return ranges.find((range) => range instanceof CelError) ?? ranges;
}

function parseRange(range: Value): Value {
  if (range instanceof Unknown) return range;
  if (typeof range === "number") return { from: range, to: range };
  if (typeof range !== "string") return invalid("A port range is a string or an int");
  if (ALL_WORDS.has(range.trim().toLowerCase())) return ALL;
  const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(range);
  if (match === null) return invalid(`Text of ${range.length} characters is no port range`);
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}

function portRange(from: Value, to: Value, protocol: Value): Value {
  const name = typeof protocol === "string" || typeof protocol === "number" ? String(protocol).toLowerCase() : null;
  if (name !== null && ALL_WORDS.has(name)) return [ALL];
  if (name !== null && WITHOUT_PORTS.has(name)) return [];
  if (from === null || to === null || from === -1) return [ALL];
  return isPort(from) && isPort(to) ? [{ from, to }] : invalid("A port is an int");
}

/** Ranges that cannot be read stay as they are, and nothing is taken away by one that cannot. */
function withoutRanges(ranges: Value, removed: Value): Value {
  if (!isList(ranges) || !isList(removed)) return ranges;
  const unknown = removed.find((range) => range instanceof Unknown);
  if (unknown !== undefined) return unknown;
  return removed
    .filter(isRange)
    .reduce<readonly Value[]>((left, taken) => left.flatMap((range) => cut(range, taken)), ranges);
}

function cut(range: Value, taken: Range): readonly Value[] {
  if (!isRange(range) || taken.to < range.from || taken.from > range.to) return [range];
  const pieces = [
    { from: range.from, to: taken.from - 1 },
    { from: taken.to + 1, to: range.to },
  ];
  return pieces.filter(({ from, to }) => from <= to);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function isRange(range: Value): range is Range & ValueObject {
  return isObject(range) && isPort(range["from"] ?? null) && isPort(range["to"] ?? null);
}

function isPort(value: Value): boolean {
  return typeof value === "number" && Number.isInteger(value);
}

/** Fails towards open: what is no range at all counts as spanning everything. */
function spans(range: Value, first: number, last: number): Truth {
  if (!isObject(range)) return true;
  const { from = null, to = null } = range;
  if (from instanceof Unknown) return from;
  if (to instanceof Unknown) return to;
  return !(typeof from === "number" && typeof to === "number") || (from <= first && to >= last);
}
