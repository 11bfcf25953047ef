import { squash } from "./snake-case.ts";

const SUFFIX = /_(?:ids?|arns?|names?|self_links?|emails?|keys?)$/;

/**
 * Whether an attribute is called as one is that names a resource of `type`, as `role_arn` is for `aws_iam_role`. Tells a reference from a text
 * that merely mentions a resource, where the input only says that it depends on it.
 */
export function namesResourceOf(attribute: string, type: string): boolean {
  const core = squash(attribute.replace(SUFFIX, ""));
  const words = type.slice(type.indexOf("_") + 1);
  const last = words.slice(words.lastIndexOf("_") + 1);
  return core !== "" && (squash(words).endsWith(core) || core.endsWith(last));
}
