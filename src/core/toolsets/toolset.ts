import type { ValueObject } from "#core/language";
import { canonicalJson, sha256Hex } from "#core/model";
import { readTool, type OfferedTool } from "./tool.ts";

/** What a server offers, read as one whole. */
export interface ToolsetReading {
  /** The same for the same tools in any order. */
  readonly digest: string;
  /** Sorted by name, each once. */
  readonly tools: readonly OfferedTool[];
  /** Why some are offered to nobody, sorted. */
  readonly refused: readonly RefusedTool[];
}

export interface RefusedTool {
  readonly name: string | null;
  readonly reason: string;
}

export const MOST_TOOLS = 1024;
/** Of all definitions together, in characters of canonical JSON. */
const LARGEST_SET: number = 4 * 1024 * 1024;

/** Reads the tools of a server. Names that stand twice, or that differ only in what eyes pass over, are offered to nobody: no caller could tell which is meant. */
export function readToolset(entries: readonly ValueObject[]): ToolsetReading {
  if (entries.length > MOST_TOOLS) return nothing(`the server offers more than ${MOST_TOOLS} tools`);
  const readings = entries.map(readTool);
  const refused: RefusedTool[] = readings.filter((reading) => reading.kind === "refused");
  const offered = readings.flatMap((reading) => (reading.kind === "tool" ? [reading.tool] : []));
  const names = readings.flatMap(({ kind, ...reading }) => nameIn(kind, reading));
  const alike = alikeIn(names);
  const tools = offered.filter(({ name }) => !alike.has(name)).toSorted(byName);
  const size = tools.reduce((sum, { definition }) => sum + canonicalJson(definition).length, 0);
  if (size > LARGEST_SET) return nothing(`what the server says of its tools has more than ${LARGEST_SET} characters`);
  for (const name of alike)
    refused.push({ name, reason: "its name is, or looks like, that of another tool of the server" });
  return {
    digest: digestOf(tools),
    tools,
    refused: refused.map(({ name, reason }) => ({ name, reason })).toSorted(byName),
  };
}

function nameIn(kind: "tool" | "refused", reading: object): readonly string[] {
  if (kind === "tool") return "tool" in reading && hasName(reading.tool) ? [reading.tool.name] : [];
  return hasName(reading) ? [reading.name] : [];
}

function hasName(value: unknown): value is { readonly name: string } {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}

function nothing(reason: string): ToolsetReading {
  return { digest: digestOf([]), tools: [], refused: [{ name: null, reason }] };
}

function digestOf(tools: readonly OfferedTool[]): string {
  return `sha256:${sha256Hex(canonicalJson(tools.map(({ name, digest }) => ({ name, digest }))))}`;
}

/** The names of which another looks the same. */
function alikeIn(names: readonly string[]): ReadonlySet<string> {
  const byLook = Map.groupBy(names, lookOf);
  return new Set([...byLook.values()].filter((group) => group.length > 1).flat());
}

/** What eyes keep of a name: letters without case, with what looks like one taken for it, and no marks between. */
function lookOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[_./-]/g, "")
    .replace(/[0]/g, "o")
    .replace(/[1i|]/g, "l")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

function byName(one: { readonly name: string | null }, other: { readonly name: string | null }): number {
  const [a, b] = [one.name ?? "", other.name ?? ""];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
