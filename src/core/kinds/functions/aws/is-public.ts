import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { invalid } from "../declare.ts";
import { isAnywhere } from "../networks.ts";
import { and, any, not, type Truth } from "../three-valued.ts";
import { RESTRICTING_KEYS, RESTRICTING_OPERATORS, type Restriction } from "./restricting-keys.ts";
import { hasWildcard } from "./wildcard.ts";

/**
 * Whether a statement from `aws.statements` opens something to everyone: it allows, it names everyone (or everyone but some), and no condition
 * keeps strangers out. Unknown when that hangs on what is not known.
 */
export function isPublicStatement(statement: Value): Value {
  if (!isObject(statement) || !("principals" in statement))
    return invalid("Expected a statement from `aws.statements`");
  return and(allows(statement), () => and(namesEveryone(statement), () => not(isRestricted(statement))));
}

function allows({ effect = null }: ValueObject): Truth {
  return effect instanceof Unknown ? effect : effect === "Allow";
}

function namesEveryone({ principals = null, notPrincipals = null }: ValueObject): Truth {
  if (isList(notPrincipals) && notPrincipals.length > 0) return true;
  const everyone = any(principals, (principal) => typeof principal === "string" && principal.includes("*"));
  return everyone === false && notPrincipals instanceof Unknown ? notPrincipals : everyone;
}

function isRestricted({ conditions = null }: ValueObject): Truth {
  return any(conditions, (condition) => isObject(condition) && restricts(condition));
}

function restricts({ operator = "", key = "", values = null }: ValueObject): Truth {
  if (!RESTRICTING_OPERATORS.has(lower(operator))) return false;
  const restriction = RESTRICTING_KEYS.get(lower(key));
  if (restriction === undefined) return false;
  if (isList(values) && values.length === 0) return false;
  return not(any(values, (value) => typeof value !== "string" || !NARROWS[restriction](value)));
}

const NARROWS: Readonly<Record<Restriction, (value: string) => boolean>> = {
  exact: (value) => value !== "" && !hasWildcard(value),
  arn: namesAccountOrResource,
  "organization-path": (value) => /^o-[a-z0-9]+\//.test(value),
  network: (value) => !isAnywhere(value),
};

/** An ARN is narrow when its account is fixed or, where the service leaves the account out, the start of its resource. */
function namesAccountOrResource(arn: string): boolean {
  const [prefix, , service = "*", , account = "*", ...resource] = arn.split(":");
  if (prefix !== "arn" || hasWildcard(service)) return false;
  if (account !== "") return !hasWildcard(account);
  return !/^[*?]/.test(resource.join(":")) && resource.length > 0;
}

function lower(value: Value): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}
