import { CelError, Unknown, type Value } from "../values/index.ts";

/**
 * What stands in the way when a result depends on every one of these values: an `Unknown` with the causes of all unknown ones, else the first error,
 * else nothing.
 */
export function unsettledAmong(values: Iterable<Value>): Unknown | CelError | undefined {
  let unknown: Unknown | undefined;
  let error: CelError | undefined;
  for (const value of values) {
    if (value instanceof Unknown) unknown = unknown?.merge(value) ?? value;
    else if (value instanceof CelError) error ??= value;
  }
  return unknown ?? error;
}
