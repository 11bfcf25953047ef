import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { entriesOf, member, memberAt } from "../json/index.ts";
import { noSecrets, type Masks } from "./mask.ts";

/** Shorter secrets are only found as whole values: inside other texts they would be found everywhere. */
const MIN_CONTAINED_LENGTH = 8;

/**
 * Recognises the values of sensitive root variables, which a plan prints in clear and which old plans and some providers repeat in attributes
 * that no mask marks.
 */
export function secretsOf(plan: Value): Masks["secrets"] {
  const whole = new Set<string>();
  for (const [name, declaration] of entriesOf(memberAt(plan, "configuration", "root_module"), "variables")) {
    if (!isSensitive(declaration)) continue;
    collectTexts(memberAt(plan, "variables", name, "value"), whole);
    collectTexts(member(declaration, "default"), whole);
  }
  if (whole.size === 0) return noSecrets;
  const contained = [...whole].filter((text) => text.length >= MIN_CONTAINED_LENGTH);
  return (text) => whole.has(text) || contained.some((secret) => text.includes(secret));
}

/** Tells a declaration of a variable that is not plainly not sensitive. */
export function isSensitive(declaration: Value | undefined): boolean {
  const sensitive = member(declaration, "sensitive");
  return sensitive !== undefined && sensitive !== null && sensitive !== false;
}

function collectTexts(value: Value | undefined, texts: Set<string>): void {
  if (typeof value === "string" && value !== "") texts.add(value);
  else if (isList(value)) for (const element of value) collectTexts(element, texts);
  else if (isObject(value)) for (const part of Object.values(value)) collectTexts(part, texts);
}
