import type { Unknown, ValueObject } from "#core/language";

/** What one mutation makes of an object. */
export type Mutated =
  | { readonly kind: "object"; readonly object: ValueObject }
  /** An error that `failurePolicy` is about, or, where it `aborts`, that ends the request whatever the policy says. */
  | { readonly kind: "error"; readonly message: string; readonly aborts: boolean }
  /** Nobody can tell here; `why` ends a sentence that begins with "without". */
  | { readonly kind: "unknown"; readonly why: string };

/** An error that `failurePolicy` is about. */
export function mutationError(message: string): Mutated {
  return { kind: "error", message, aborts: false };
}

/** An error of the API server itself (k8s.io/apimachinery, `NewInternalError`). */
export function internalError(message: string): Mutated {
  return { kind: "error", message: `Internal error occurred: ${message}`, aborts: true };
}

/** Something that only a cluster knows. */
export function unknownMutation({ causes }: Unknown): Mutated {
  return { kind: "unknown", why: causes.map(({ path }) => `\`${path}\``).join(", ") };
}
