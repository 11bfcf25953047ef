import { Recent, Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { invalid } from "../declare.ts";
import { any } from "../three-valued.ts";
import { hasWildcard, matchesWildcard } from "./wildcard.ts";

/**
 * Whether a statement from `aws.statements` speaks of every resource of some type in an account: a pattern that matches a resource of an
 * arbitrary name, or everything but some. A pattern with a part of a name in it (`role/app-*`) does not. Unknown when that hangs on what is not
 * known.
 */
export function coversEveryResource(statement: Value): Value {
  if (!isObject(statement) || !("resources" in statement)) return invalid("Expected a statement from `aws.statements`");
  const { resources = null, notResources = null } = statement;
  if (isList(notResources) && notResources.length > 0) return true;
  const every = any(resources, (resource) => typeof resource !== "string" || everyResource.of(resource));
  return every === false && notResources instanceof Unknown ? notResources : every;
}

const everyResource = new Recent(1000, isEveryResource);

function isEveryResource(pattern: string): boolean {
  if (!pattern.includes("*")) return false;
  return probesFor(pattern).some((probe) => matchesWildcard(pattern, probe));
}

/** A name that nobody gives to a resource, so that only a pattern for all names matches it. */
const NAME = "zq7-any-name-9x";
const DEFAULTS = ["arn", "aws", "iam", "eu-central-1", "123456789012"];
const IAM_TYPES = ["group", "policy", "role", "user"];

/** Services whose resources have no type before their name. */
const UNTYPED: ReadonlySet<string> = new Set(["execute-api", "s3", "sns", "sqs"]);

/** Resources of an arbitrary name, with what the pattern fixes before the name. */
function probesFor(pattern: string): readonly string[] {
  const parts = pattern.split(":");
  const head = DEFAULTS.map((fallback, at) => literal(parts[at]) ?? fallback);
  const [, , service = ""] = head;
  return namesFor(service, parts.slice(DEFAULTS.length).join(":")).map((name) => [...head, name].join(":"));
}

function literal(part: string | undefined): string | undefined {
  return part === undefined || hasWildcard(part) ? undefined : part;
}

function namesFor(service: string, resource: string): readonly string[] {
  if (service === "iam") return IAM_TYPES.map((type) => `${type}/${NAME}`);
  const plain = [NAME, `${NAME}/${NAME}`];
  const type = UNTYPED.has(service) ? null : /^[a-z-]+[/:]/i.exec(resource);
  return type === null ? plain : [...plain, `${type[0]}${NAME}`, `${type[0]}${NAME}:${NAME}`];
}
