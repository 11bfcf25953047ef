import type { NativeChange, NativeResource } from "#core/model";

/** A change that has a state after it. */
export type Creation = NativeChange & { readonly after: NativeResource };

/** What is written down shall be: the change that makes a resource of which nothing earlier is known. */
export function creationOf(after: NativeResource, traits: readonly string[] = []): Creation {
  return { verb: "create", before: null, after, changed: true, traits, previousId: null };
}
