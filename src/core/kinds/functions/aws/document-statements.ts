import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { invalid } from "../declare.ts";

/**
 * The statements of the Terraform data source `aws_iam_policy_document`, in the shape of `aws.statements`. Its text is not known as long as one
 * resource in it is not; its parts are.
 */
export function documentStatements(document: Value): Value {
  if (document instanceof Unknown) return document;
  if (!isObject(document)) return invalid("Expected the attributes of an `aws_iam_policy_document`");
  const statements = own(document, "statement");
  return isList(statements) ? statements.map(readBlock) : (statements ?? []);
}

function readBlock(block: Value): Value {
  if (block instanceof Unknown) return block;
  if (!isObject(block)) return invalid("A statement is a block");
  return {
    sid: own(block, "sid") ?? "",
    effect: own(block, "effect") ?? "Allow",
    actions: own(block, "actions") ?? [],
    notActions: own(block, "not_actions") ?? [],
    resources: own(block, "resources") ?? [],
    notResources: own(block, "not_resources") ?? [],
    principals: blocksOf(block, "principals", readPrincipals),
    notPrincipals: blocksOf(block, "not_principals", readPrincipals),
    conditions: blocksOf(block, "condition", readCondition),
  };
}

function blocksOf(block: ValueObject, key: string, read: (inner: ValueObject) => readonly Value[]): Value {
  const blocks = own(block, key);
  if (!isList(blocks)) return blocks ?? [];
  return blocks.flatMap((inner) => (isObject(inner) ? read(inner) : [inner]));
}

function readPrincipals(block: ValueObject): readonly Value[] {
  const [type, ids] = [own(block, "type"), own(block, "identifiers")];
  if (typeof type !== "string" || !isList(ids)) return [typeof type === "string" ? ids : type];
  return ids.map((id) => (typeof id === "string" && type !== "*" ? `${type}:${id}` : id));
}

function readCondition(block: ValueObject): readonly Value[] {
  return [{ operator: own(block, "test"), key: own(block, "variable"), values: own(block, "values") }];
}

function own(object: ValueObject, key: string): Value {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}
