/** What a credential may do, or why none is made: for what cannot be said exactly there is no credential, never a wider one. */
export type Compiled<Rights> =
  | { readonly kind: "compiled"; readonly rights: Rights }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

export type Refused = Extract<Compiled<never>, { kind: "refused" }>;

/** A refusal, for people. */
export function refuse(code: string, message: string): Refused {
  return { kind: "refused", code, message };
}

/** How much of a name that somebody else chose is told. */
const LONGEST_TOLD = 128;

/** A name that somebody else chose, for a message. */
export function told(name: string): string {
  return `\`${name.slice(0, LONGEST_TOLD)}\``;
}
