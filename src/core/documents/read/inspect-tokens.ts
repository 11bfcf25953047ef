import type { CST } from "yaml";
import type { DocumentLimits } from "./limits.ts";
import type { ReadProblem } from "./problem.ts";

/**
 * Looks through the tokens of a text for what must be refused before a tree is built from them: nesting deeper than the limit, directives and
 * tags. Needs no stack of its own depth, whatever the text. Answers at most one problem of each sort.
 */
export function inspectTokens(tokens: readonly CST.Token[], limits: DocumentLimits): readonly ReadProblem[] {
  const problems = new Map<string, ReadProblem>();
  const report = (problem: ReadProblem): void => {
    if (!problems.has(problem.code)) problems.set(problem.code, problem);
  };
  const pending: [CST.Token, number][] = tokens.map((token) => [token, 0]);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [token, depth] = next;
    if (depth > limits.maxDepth) report(tooDeep(token, limits.maxDepth));
    else for (const child of childrenOf(token)) pending.push([child, depth + 1]);
    for (const mark of marksOf(token)) report(refusedMark(mark));
    if (token.type === "directive") report(directive(token));
  }
  return [...problems.values()];
}

/** The tokens directly within a token. */
export function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((child) => child !== undefined && child !== null));
}

function marksOf(token: CST.Token): readonly CST.SourceToken[] {
  if (token.type === "document") return token.start.filter(isTag);
  if (token.type === "block-scalar") return token.props.filter(isTag);
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [...item.start, ...(item.sep ?? [])]).filter(isTag);
}

function isTag(token: CST.Token): token is CST.SourceToken {
  return token.type === "tag";
}

function tooDeep(token: CST.Token, maxDepth: number): ReadProblem {
  return {
    code: "yaml-too-deep",
    message: `The document nests more than ${maxDepth} maps and lists inside one another`,
    hint: "Flatten the document",
    start: token.offset,
    end: token.offset + 1,
  };
}

function refusedMark(tag: CST.SourceToken): ReadProblem {
  return {
    code: "yaml-tag",
    message: `\`${tag.source}\` is a tag, which is not allowed because a document holds plain data only`,
    hint: "Put the value in quotes if it is text or an expression, else remove the tag",
    start: tag.offset,
    end: tag.offset + tag.source.length,
  };
}

function directive(token: CST.Directive): ReadProblem {
  return {
    code: "yaml-directive",
    message: `Directive \`${token.source}\` is not allowed, because documents are always YAML 1.2`,
    hint: "Remove the line",
    start: token.offset,
    end: token.offset + token.source.length,
  };
}
