import { squash } from "./snake-case.ts";

const SUFFIX = /_(?:ids?|arns?|names?|self_links?|emails?|keys?)$/;

/** Attributes that name a resource of a type whose words they do not have. */
const CALLED_OTHERWISE: ReadonlyMap<string, string> = new Map([
  ["permissions_boundary", "aws_iam_policy"],
  ["replicate_source_db", "aws_db_instance"],
]);

/**
 * Whether an attribute is called as one is that names a resource of `type`, as `role_arn` is for `aws_iam_role`. Tells a reference from a text
 * that merely mentions a resource, where the input only says that it depends on it.
 */
export function namesResourceOf(attribute: string, type: string): boolean {
  const core = squash(attribute.replace(SUFFIX, ""));
  const words = type.slice(type.indexOf("_") + 1);
  const last = words.slice(words.lastIndexOf("_") + 1);
  if (CALLED_OTHERWISE.get(attribute) === type) return true;
  return core !== "" && (squash(words).endsWith(core) || core.endsWith(last));
}
