import { BOOL, DYN, listOf, mapOf, STRING, Unknown, type FunctionDeclaration, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { globalFunction, invalid, listCost, textCost, textOf } from "../declare.ts";
import { any, not } from "../three-valued.ts";
import { allowsOf } from "./allows.ts";
import { coversEveryResource } from "./every-resource.ts";
import { isPublicStatement } from "./is-public.ts";
import { requiredConditions } from "./required-conditions.ts";
import { readStatements } from "./statement.ts";
import { statementsAt } from "./statements-at.ts";
import { matchesWildcard } from "./wildcard.ts";

const STATEMENT = mapOf(STRING, DYN);

/** Reading AWS policy documents: IAM, trust, bucket, key, queue and service control policies share one grammar. */
export const awsFunctions: readonly FunctionDeclaration[] = [
  globalFunction(
    "aws.statements",
    "The statements of an AWS policy document (text or map) in one shape; none for null, an error for what AWS would refuse.",
    { params: [DYN], result: listOf(STATEMENT), evaluate: (policy = null) => readStatements(policy), cost: textCost },
  ),
  globalFunction("aws.actionMatches", "Whether an action pattern with `*` and `?` matches the action, ignoring case.", {
    params: [STRING, STRING],
    result: BOOL,
    evaluate: (pattern, action) => matchesWildcard(textOf(pattern), textOf(action)),
    cost: textCost,
  }),
  globalFunction(
    "aws.covers",
    "Whether a statement speaks of the action, through its actions or by leaving it out of its exceptions.",
    {
      params: [STATEMENT, STRING],
      result: BOOL,
      evaluate: (statement = null, action) => covers(statement, textOf(action)),
    },
  ),
  globalFunction(
    "aws.isPublic",
    "Whether a statement allows something to everyone without a condition that keeps strangers out.",
    {
      params: [STATEMENT],
      result: BOOL,
      evaluate: (statement = null) => isPublicStatement(statement),
    },
  ),
  globalFunction(
    "aws.statementsAt",
    "The statements of the policy at a path; while its text is not known, those of the one `aws_iam_policy_document` that it comes from.",
    {
      params: [DYN, STRING, listOf(DYN)],
      result: listOf(STATEMENT),
      evaluate: (native = null, path, documents = null) => statementsAt(native, textOf(path), documents),
      cost: textCost,
    },
  ),
  globalFunction(
    "aws.allows",
    "What the policies at a path of several objects allow: `actions`, `notActions`, `anyResource` and `requiredConditions` of each statement.",
    {
      params: [listOf(DYN), STRING, listOf(DYN)],
      result: DYN,
      evaluate: (holders = null, path, documents = null) => allowsOf(holders, textOf(path), documents),
      cost: listCost,
    },
  ),
  globalFunction(
    "aws.isEveryResource",
    "Whether a statement speaks of every resource of some type in an account, whatever its name.",
    { params: [STATEMENT], result: BOOL, evaluate: (statement = null) => coversEveryResource(statement) },
  ),
  globalFunction(
    "aws.requiredConditions",
    "The condition keys, in lower case, that a request must carry with a value of the statement's choice.",
    { params: [STATEMENT], result: listOf(STRING), evaluate: (statement = null) => requiredConditions(statement) },
  ),
];

function covers(statement: Value, action: string): Value {
  if (!isObject(statement) || !("actions" in statement)) return invalid("Expected a statement from `aws.statements`");
  const { actions = null, notActions = null } = statement;
  const matches = (pattern: Value): boolean => typeof pattern !== "string" || matchesWildcard(pattern, action);
  const listed = any(actions, matches);
  if (listed !== false || (isList(notActions) && notActions.length === 0)) return listed;
  return notActions instanceof Unknown ? notActions : not(any(notActions, matches));
}
