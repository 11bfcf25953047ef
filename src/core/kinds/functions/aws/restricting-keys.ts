/** What a value of a condition key must look like to leave out strangers. */
export type Restriction = "exact" | "arn" | "organization-path" | "network";

/**
 * Condition keys whose positive test keeps strangers out of a statement that names everyone, in lower case. After the definition of "public"
 * in the Amazon S3 user guide (Blocking public access), with the keys that AWS KMS and confused-deputy guards use.
 */
export const RESTRICTING_KEYS: ReadonlyMap<string, Restriction> = new Map([
  ["aws:principalaccount", "exact"],
  ["aws:principalarn", "arn"],
  ["aws:principalorgid", "exact"],
  ["aws:principalorgpaths", "organization-path"],
  ["aws:resourceorgid", "exact"],
  ["aws:sourceaccount", "exact"],
  ["aws:sourcearn", "arn"],
  ["aws:sourceip", "network"],
  ["aws:sourceorgid", "exact"],
  ["aws:sourceorgpaths", "organization-path"],
  ["aws:sourceowner", "exact"],
  ["aws:sourcevpc", "exact"],
  ["aws:sourcevpce", "exact"],
  ["aws:userid", "exact"],
  ["aws:vpceaccount", "exact"],
  ["aws:vpceorgid", "exact"],
  ["aws:vpceorgpaths", "organization-path"],
  ["kms:calleraccount", "exact"],
  ["s3:dataaccesspointaccount", "exact"],
  ["s3:dataaccesspointarn", "arn"],
]);

/**
 * Operators that demand one of the values, in lower case. Those that end in `IfExists` or start with `ForAllValues:` are satisfied by a request
 * without the key, and negated ones by every stranger.
 */
export const RESTRICTING_OPERATORS: ReadonlySet<string> = new Set(
  ["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"].flatMap((operator) => [
    operator,
    `foranyvalue:${operator}`,
  ]),
);
