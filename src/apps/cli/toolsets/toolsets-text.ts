import { cut } from "#core/diagnostics";
import { printable, timeText } from "#adapters/reporters";
import type { ToolsetsMessage } from "#client";

type Toolset = ToolsetsMessage["toolsets"][number];

const LONGEST = 600;
const STATES: Readonly<Record<Toolset["state"], string>> = {
  approved: "approved",
  "first-seen": "quarantined, nobody approved it",
  changed: "changed since it was approved",
};

/** The tools of servers with how each stands, or what changed of them. */
export function toolsetsText(toolsets: readonly Toolset[], what: "tools" | "changes"): string {
  if (toolsets.length === 0) return "no server of tools was seen yet\n";
  return toolsets
    .map((toolset) => `${headOf(toolset)}${what === "tools" ? toolLines(toolset) : changeLines(toolset)}`)
    .join("\n");
}

function headOf({ server, state, digest, seenAt }: Toolset): string {
  return `${printable(server)}  ${STATES[state]}\n  ${printable(digest)}, seen at ${timeText(seenAt)}\n`;
}

function toolLines({ tools, changes }: Toolset): string {
  const refused = changes.filter(({ change }) => change === "refused");
  const lines = [
    ...tools.map(({ name, state }) => `  ${state.padEnd(10)}  ${printable(name)}`),
    ...refused.map(
      ({ tool, lines: [why = ""] }) =>
        `  refused     ${cut(printable(tool), LONGEST)}: ${cut(printable(why), LONGEST)}`,
    ),
  ];
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function changeLines({ changes }: Toolset): string {
  if (changes.length === 0) return "  nothing changed\n";
  return changes
    .map(({ tool, change, lines }) =>
      [
        `  ${change} ${cut(printable(tool), LONGEST)}`,
        ...lines.map((line) => `    ${cut(printable(line), LONGEST)}`),
        "",
      ].join("\n"),
    )
    .join("");
}
