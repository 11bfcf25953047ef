import type { Act } from "./acts.ts";
import { FORMATS } from "./expressions.ts";
import { worstOf } from "./worst-of.ts";

/** `docs/parity.md`: every act with its verdict, and the platforms whose resources express it in each format. */
export function renderTable(acts: readonly Act[]): string {
  const expressions = acts.reduce((sum, act) => sum + act.expressions.length, 0);
  const columns = ["control", "act", "verdict", ...FORMATS];
  const rows = [columns, columns.map(() => "---"), ...acts.map(rowOf)];
  return `# Verdict parity

The same act gets the same verdict whatever it is expressed in. \`spec/parity/\` holds ${acts.length} acts in ${expressions} expressions, and
\`test/parity.test.ts\` judges every expression by the shipped library: each must give what \`act.yaml\` says once for all of them. The table tells
for which platforms an act is expressed in a format; the verdict is the worst of what the policies of the control say. \`npm run parity-table\`
writes this page.

${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}
`;
}

function rowOf({ name, title, control, verdicts, expressions }: Act): readonly string[] {
  const verdict = worstOf(Object.values(verdicts).flatMap((outcomes) => Object.values(outcomes)));
  const platforms = FORMATS.map((format) =>
    expressions.flatMap((one) => (one.format === format ? [one.platform] : [])).join(", "),
  );
  return [control, `[${title}](../spec/parity/${name}/act.yaml)`, verdict, ...platforms];
}
