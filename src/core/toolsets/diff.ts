import { cut } from "#core/diagnostics";
import { Inspector, showHidden } from "#core/inspection";
import type { Value, ValueObject } from "#core/language";
import { canonicalJson, isObject } from "#core/model";
import type { OfferedTool } from "./tool.ts";
import type { ToolsetReading } from "./toolset.ts";

/** What became of one tool since it was approved, for a person: hidden characters are written out. */
export interface ToolChange {
  readonly tool: string;
  readonly change: "added" | "changed" | "removed" | "refused";
  /** One line for each thing that is another now, or that is to be looked at. */
  readonly lines: readonly string[];
}

const LONGEST = 600;
const MOST_LINES = 40;
const INSPECTOR = new Inspector();

/** What a server offers beside what was approved of it, sorted by the names of the tools. */
export function toolsetChanges(
  before: readonly OfferedTool[],
  now: Pick<ToolsetReading, "tools" | "refused">,
): readonly ToolChange[] {
  const [old, offered] = [byName(before), byName(now.tools)];
  const changes = [...new Set([...old.keys(), ...offered.keys()])].flatMap((name) =>
    changeOf(name, old.get(name), offered.get(name)),
  );
  const refused = now.refused.map(({ name, reason }): ToolChange => ({
    tool: name ?? "",
    change: "refused",
    lines: [reason],
  }));
  return [...changes, ...refused].toSorted((a, b) => (a.tool < b.tool ? -1 : Number(a.tool > b.tool)));
}

/** Why a person should look twice at a tool: what in its words speaks to models, in words. */
export function toolWarnings({ definition }: Pick<OfferedTool, "definition">): readonly string[] {
  const { findings } = INSPECTOR.inspect(definition);
  const told = findings
    .filter(({ label }) => label === "injection" || label === "secret" || label === "uninspected")
    .map(({ label, detector, where }) => `! ${label} (${detector}) in \`${shown(where.join("."))}\``);
  return [...new Set(told)].slice(0, MOST_LINES);
}

function changeOf(name: string, before: OfferedTool | undefined, now: OfferedTool | undefined): readonly ToolChange[] {
  if (now === undefined) return [{ tool: name, change: "removed", lines: [] }];
  if (before === undefined)
    return [{ tool: name, change: "added", lines: [...toolWarnings(now), ...linesOf({}, now.definition)] }];
  if (before.digest === now.digest) return [];
  return [
    { tool: name, change: "changed", lines: [...toolWarnings(now), ...linesOf(before.definition, now.definition)] },
  ];
}

function linesOf(before: ValueObject, now: ValueObject): readonly string[] {
  const lines: string[] = [];
  compare(before, now, { path: "", lines });
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more`];
}

interface Comparison {
  readonly path: string;
  readonly lines: string[];
}

/** Goes as deep as a definition, which was bounded when it was read. */
function compare(before: Value, now: Value, { path, lines }: Comparison): void {
  if (!isObject(before) || !isObject(now)) {
    if (canonicalJson(before) !== canonicalJson(now))
      lines.push(`- ${path}: ${told(before)}`, `+ ${path}: ${told(now)}`);
    return;
  }
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(now)])].toSorted()) {
    const at = path === "" ? shown(key) : `${path}.${shown(key)}`;
    const [old, current] = [valueOf(before, key), valueOf(now, key)];
    if (old === undefined) lines.push(`+ ${at}: ${told(current ?? null)}`);
    else if (current === undefined) lines.push(`- ${at}: ${told(old)}`);
    else compare(old, current, { path: at, lines });
  }
}

function told(value: Value): string {
  return shown(typeof value === "string" ? JSON.stringify(value) : canonicalJson(value));
}

function shown(text: string): string {
  return cut(showHidden(text), LONGEST);
}

function valueOf(object: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function byName(tools: readonly OfferedTool[]): ReadonlyMap<string, OfferedTool> {
  return new Map(tools.map((tool) => [tool.name, tool]));
}
