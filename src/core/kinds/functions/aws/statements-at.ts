import { Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { readPath, splitPath } from "../../native-path.ts";
import { documentStatements } from "./document-statements.ts";
import { readStatements } from "./statement.ts";

/** What merges other documents into one, so that its own blocks are not all of it. */
const SOURCES = ["source_policy_documents", "override_policy_documents"];

/**
 * The statements of the policy text at a path. A text that is not known, because one resource in it is not, is read from the one policy document
 * that it is proven to come from; without such a document it stays the unknown that it is.
 */
export function statementsAt(native: Value, path: string, documents: Value): Value {
  const policy = readPath(native, splitPath(path));
  if (!(policy instanceof Unknown)) return readStatements(policy);
  const [document = null, ...others] = isList(documents) ? documents : [];
  return (others.length === 0 ? sourceStatements(document) : null) ?? policy;
}

/** The statements of a policy document; null where its own blocks are not all of it, or that cannot be told. */
export function sourceStatements(document: Value): Value {
  return isComplete(document) ? documentStatements(document) : null;
}

function isComplete(document: Value): boolean {
  return isObject(document) && SOURCES.every((key) => !Object.hasOwn(document, key) || isEmpty(document[key]));
}

function isEmpty(value: Value | undefined): boolean {
  return value === null || (isList(value) && value.length === 0);
}
