import { mergeKey, statementObject, type Statement } from "./statement.ts";

/** A policy document with the statements that went into it. */
export interface Packed {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/**
 * The quota of a policy document in characters. Blanks count when it is saved through the API or the command line, so none are written; bytes are
 * counted, which are never fewer than characters.
 */
export const MOST_CHARACTERS = 5120;

/** Whether a statement fits into a document of its own. */
export function fitsAlone(statement: Statement, isForResources = false): boolean {
  return sizeOf([statement], isForResources) <= MOST_CHARACTERS;
}

/** How many characters a document with one statement alone would take. */
export function sizeAlone(statement: Statement): number {
  return sizeOf([statement], false);
}

/**
 * Statements in as few documents as a simple packing finds, largest first.
 *
 * Statements that differ in their actions only are one. Each has to fit alone; the order of what is given does not matter.
 */
export function pack(statements: readonly Statement[], isForResources = false): readonly Packed[] {
  const merged = mergeAll(statements).flatMap((one) => splitToFit(one, isForResources));
  const ordered = merged
    .map((one) => ({ one, size: JSON.stringify(one).length, key: JSON.stringify(one) }))
    .toSorted((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  const bins: Statement[][] = [];
  for (const { one } of ordered) {
    const bin = bins.find((held) => sizeOf([...held, one], isForResources) <= MOST_CHARACTERS);
    if (bin === undefined) bins.push([one]);
    else bin.push(one);
  }
  return bins.map((held) => ({ text: documentText(held, isForResources), statements: held }));
}

function mergeAll(statements: readonly Statement[]): readonly Statement[] {
  const merged = Map.groupBy(statements, mergeKey);
  return Array.from(merged.values(), ([first, ...more]): readonly Statement[] => {
    if (first === undefined) return [];
    const actions = [...new Set([first, ...more].flatMap((one) => one.actions))].toSorted();
    return [{ ...first, actions }];
  }).flat();
}

/** A statement whose actions are too many for one document, as several. */
function splitToFit(statement: Statement, isForResources: boolean): readonly Statement[] {
  if (fitsAlone(statement, isForResources) || statement.actions.length < 2) return [statement];
  const middle = Math.ceil(statement.actions.length / 2);
  const halves = [statement.actions.slice(0, middle), statement.actions.slice(middle)];
  return halves.flatMap((actions) => splitToFit({ ...statement, actions }, isForResources));
}

function sizeOf(statements: readonly Statement[], isForResources: boolean): number {
  return new TextEncoder().encode(documentText(statements, isForResources)).length;
}

function documentText(statements: readonly Statement[], isForResources: boolean): string {
  const objects = statements.map((one) => statementObject(one, isForResources));
  return `${JSON.stringify({ Version: "2012-10-17", Statement: objects })}\n`;
}
