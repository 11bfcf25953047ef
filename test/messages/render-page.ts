import { codeGroups, commandEntries, entries, type CodeGroup } from "./entries.ts";

const HEAD = `# Diagnostics

Everything that \`writ lint\` and \`writ lsp\` can say of documents, by its code. Codes are permanent, so that searching for one leads here. A diagnostic
names the file, the line and the column, what is wrong and, after \`hint:\`, what to do. Errors end \`writ lint\` with the exit code 2; warnings do not.

The example under each code is what the command prints of a document with that mistake; a test runs them all.
`;

/** \`docs/diagnostics.md\`: every code with its meaning and an example of what is said. */
export function renderPage(): string {
  const examples = examplesByCode();
  const groups = codeGroups().map((group) => renderGroup(group, examples));
  return [HEAD, ...groups].join("\n");
}

function examplesByCode(): ReadonlyMap<string, string> {
  const all = [...[...entries().values()].flat(), ...commandEntries()];
  // The first entry of a code is the one that is shown.
  return new Map(all.toReversed().map(({ code, says }) => [code, says.replace(/^\d+ problems?\n/m, "")]));
}

function renderGroup({ title, codes }: CodeGroup, examples: ReadonlyMap<string, string>): string {
  const parts = Object.entries(codes).map(([code, text]) => {
    if (title === null) return `- \`${code}\`: ${text}\n`;
    return `### ${code}\n\n${text}.\n\n\`\`\`text\n${examples.get(code) ?? ""}\`\`\`\n`;
  });
  const heading = `## ${title ?? "Codes that `writ lint` does not come to say"}\n`;
  return title === null ? `${heading}\n${parts.join("")}` : [heading, ...parts].join("\n");
}
