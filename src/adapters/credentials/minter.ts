/** A credential for one task, for as long as the task takes. */
export interface Minted {
  /** What the program that does the task finds in its environment. Secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Files that the environment names by `${name}`, as some programs read theirs from files alone. Secret. */
  readonly files: Readonly<Record<string, string>>;
  /** RFC 3339; it ends by itself then. */
  readonly expiresAt: string;
}

/** Makes and ends credentials with given rights. Both reject with `UnavailableError`; no message holds a secret. */
export interface Minter<Rights> {
  /**
   * Names a credential to whoever ends it, also before it is made and if making it fails half-way; no secret. `id` is new, in letters, digits and hyphens, at most 40
   * characters.
   */
  handleOf(id: string, rights: Rights): string;
  mint(id: string, rights: Rights): Promise<Minted>;
  /** Ends one, also if it was never made or has ended before. Once it resolves, nothing is allowed by it any more. */
  revoke(handle: string): Promise<void>;
}
