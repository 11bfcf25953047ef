/** Parts of an event that whoever opens an issue, a pull request or a discussion writes as they like. */
const WRITTEN_BY_ANYBODY: RegExp = new RegExp(
  [
    String.raw`\bgithub\.head_ref\b`,
    String.raw`\bgithub\.event\.(?:issue|pull_request|discussion|comment|review|review_comment)\.(?:title|body)\b`,
    String.raw`\bgithub\.event\.pull_request\.head\.(?:ref|label|repo\.(?:default_branch|description|homepage))\b`,
    String.raw`\bgithub\.event\.(?:commits\.[\w*]{1,20}|head_commit|workflow_run\.head_commit)\.(?:message|(?:author|committer)\.(?:email|name))\b`,
    String.raw`\bgithub\.event\.workflow_run\.(?:head_branch|display_title|head_repository\.(?:description|homepage))\b`,
    String.raw`\bgithub\.event\.pages\.[\w*]{1,20}\.page_name\b`,
    // A whole part of the event, as in `toJSON(github.event)`.
    String.raw`\bgithub\.event(?:\.(?:issue|pull_request|discussion|comment|review|commits|head_commit|workflow_run))?(?![\w.])`,
  ].join("|"),
);

const OPEN = "${{";
const CLOSE = "}}";
const LONGEST_SHOWN = 200;

/**
 * The expressions in a script whose value somebody else chooses: what they write becomes a part of the script before it runs. Contexts are
 * written in any case and with brackets or dots.
 */
export function injectionsIn(script: string): readonly string[] {
  const found = new Set<string>();
  for (let at = script.indexOf(OPEN); at >= 0; at = script.indexOf(OPEN, at)) {
    const close = script.indexOf(CLOSE, at);
    const end = close < 0 ? script.length : close;
    const expression = script.slice(at + OPEN.length, end).trim();
    if (WRITTEN_BY_ANYBODY.test(plain(expression))) found.add(expression.slice(0, LONGEST_SHOWN));
    at = end + CLOSE.length;
  }
  return [...found];
}

/** The expression in lower case, with dots in place of brackets, and without texts. */
function plain(expression: string): string {
  return expression
    .toLowerCase()
    .replaceAll(/\s*\[\s*['"]?([\w*-]+)['"]?\s*\]/g, ".$1")
    .replaceAll(/\s*\.\s*/g, ".")
    .replaceAll(/'[^']*'/g, "''");
}
