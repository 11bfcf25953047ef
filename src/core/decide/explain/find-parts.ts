import type { Explanation, Value } from "#core/language";
import type { Place } from "./place.ts";

/** A smallest sub-expression that made an outcome what it is. `wanted` is what it should have been, null when anything that is known. */
export interface Part {
  readonly node: Explanation;
  readonly place: Place;
  readonly wanted: boolean | null;
}

/** A finding names at most so many parts. */
const MAX_PARTS = 20;

/** Finds the smallest sub-expressions because of which the whole is not `wanted`. */
export function findFailing(whole: WantedPart): readonly WantedPart[] {
  const parts: WantedPart[] = [];
  seekFailing(whole, parts);
  return parts;
}

/**
 * What should have held for `node` to be `wanted`, as an expression: of a conjunction only what failed, of alternatives all of them, since each
 * would have been enough.
 */
export function requirementOf(part: WantedPart): string {
  const causes = causesOf(part);
  if (causes.length === 0) return leafRequirement(part);
  const joint = isAlternative(part) ? " || " : " && ";
  const texts = [...new Set(causes.slice(0, MAX_PARTS).map(requirementOf))];
  return texts.length === 1 ? (texts[0] ?? "") : texts.map((text) => bracket(text, joint)).join(joint);
}

/** Finds the smallest sub-expressions of `node` that have a symptom, such as being unknown. */
export function findSymptom(node: Explanation, place: Place, hasSymptom: (value: Value) => boolean): readonly Part[] {
  const parts: Part[] = [];
  seekSymptom({ node, place, wanted: null }, hasSymptom, parts);
  return parts;
}

function seekFailing(part: WantedPart, found: WantedPart[]): void {
  if (found.length >= MAX_PARTS) return;
  const causes = causesOf(part);
  if (causes.length === 0) found.push(part);
  for (const cause of causes) seekFailing(cause, found);
}

export type WantedPart = Part & { readonly wanted: boolean };

/** Whether one of the causes would have been enough: an `||` that should be true, an `&&` that should be false. */
function isAlternative({ node, place, wanted }: WantedPart): boolean {
  return place.explained.calls(node) === (wanted ? "_||_" : "_&&_");
}

/** The text of a part that cannot be divided, negated where it should have been false. */
function leafRequirement({ node, wanted }: WantedPart): string {
  if (wanted) return node.text;
  return /^[\w.]+(?:\([^()]*\))?$/.test(node.text) ? `!${node.text}` : `!(${node.text})`;
}

function bracket(text: string, joint: string): string {
  return joint === " && " && text.includes(" || ") ? `(${text})` : text;
}

/** The parts directly below that made `part` what it is; none when it cannot be divided. */
function causesOf({ node, place, wanted }: WantedPart): readonly WantedPart[] {
  const operands = node.children.map((child) => ({ node: child, place, wanted }));
  switch (place.explained.calls(node)) {
    case "_&&_":
    case "_||_":
      return operands.filter(isAmiss);
    case "!_":
      return operands.map((operand) => ({ ...operand, wanted: !wanted })).filter(isAmiss);
    case "_?_:_":
      return operands.slice(1).filter(isAmiss).filter(isDivisible);
    case "all":
      return wanted ? iterationsOf(node, place, true).filter(isAmiss) : [];
    case "exists":
      return wanted ? [] : iterationsOf(node, place, false).filter(isAmiss);
    default:
      return variableOf(node, place, wanted);
  }
}

function isAmiss({ node, wanted }: WantedPart): boolean {
  return node.value === !wanted;
}

/** A literal `false` explains nothing: then the whole conditional is the part. */
function isDivisible({ node, place }: WantedPart): boolean {
  return place.explained.written(node)?.kind !== "constant";
}

function iterationsOf(node: Explanation, place: Place, wanted: boolean): readonly WantedPart[] {
  return (node.iterations ?? []).map((iteration, position) => ({
    node: iteration.body,
    place: place.within(node, iteration, position),
    wanted,
  }));
}

function variableOf(node: Explanation, place: Place, wanted: boolean): readonly WantedPart[] {
  const variable = place.variableAt(node);
  return variable === undefined ? [] : [{ node: variable.explained.root, place: variable, wanted }];
}

function seekSymptom(part: Part, hasSymptom: (value: Value) => boolean, found: Part[]): void {
  if (found.length >= MAX_PARTS) return;
  const { node, place } = part;
  const below = [
    ...node.children.map((child) => ({ node: child, place, wanted: null })),
    ...iterationsOf(node, place, true).map((iteration) => ({ ...iteration, wanted: null })),
    ...variableOf(node, place, true).map((variable) => ({ ...variable, wanted: null })),
  ].filter((candidate) => candidate.node.value !== undefined && hasSymptom(candidate.node.value));
  if (below.length === 0) found.push(part);
  for (const candidate of below) seekSymptom(candidate, hasSymptom, found);
}
