import { CelError, Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { coversEveryResource } from "./every-resource.ts";
import { requiredConditions } from "./required-conditions.ts";
import { sourceStatements, statementsAt } from "./statements-at.ts";

/**
 * What the policies of several objects allow together, as `{actions, notActions, anyResource, requiredConditions}` for each statement that
 * allows. A policy or statement that is not known or cannot be read stays as such in its place, so that it does not hide the others.
 *
 * `documents` are those that the texts are proven to come from, each text from one at most: where there are as many as texts, no text comes from
 * elsewhere, and they tell what is not known of a text.
 */
export function allowsOf(holders: Value, path: string, documents: Value): Value {
  if (!isList(holders)) return holders;
  const written = holders.filter((holder) => !isEmptyText(holder, path));
  const statements = written.map((holder) => statementsAt(holder, path, written.length === 1 ? documents : []));
  const sources = isList(documents) && documents.length === written.length ? documents : [];
  const told = statements.some((each) => each instanceof Unknown) ? sources.map(sourceStatements) : [];
  return (told.length > 0 && told.every(isList) ? told : statements).flatMap(allowsIn);
}

function isEmptyText(holder: Value, path: string): boolean {
  return isObject(holder) && Object.hasOwn(holder, path) && holder[path] === "";
}

function allowsIn(statements: Value): readonly Value[] {
  return isList(statements) ? statements.flatMap(allowIn) : [statements];
}

function allowIn(statement: Value): readonly Value[] {
  if (statement instanceof Unknown || statement instanceof CelError || !isObject(statement)) return [statement];
  return statement["effect"] === "Deny" ? [] : [allow(statement)];
}

function allow(statement: ValueObject): Value {
  const { effect = null, actions = null, notActions = null } = statement;
  if (effect instanceof Unknown) return effect;
  return {
    actions,
    notActions,
    anyResource: coversEveryResource(statement),
    requiredConditions: requiredConditions(statement),
  };
}
