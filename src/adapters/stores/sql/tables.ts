/** The tables of a store, as the migrations leave them. Lists are JSON texts, points in time RFC 3339 texts: both databases then hold the same. */
export interface Tables {
  readonly writ_tokens: {
    readonly id: string;
    readonly hash: string;
    readonly name: string;
    readonly roles: string;
    readonly created_at: string;
    readonly created_by: string;
    readonly expires_at: string | null;
    readonly revoked_at: string | null;
    /** 1 for the token that was made at the first run, null for all others. */
    readonly first: number | null;
  };
  readonly writ_bundles: { readonly digest: string; readonly files: string; readonly stored_at: string };
  readonly writ_activations: {
    readonly sequence: number;
    readonly id: string;
    readonly digest: string;
    readonly by: string;
    readonly at: string;
    readonly reason: string;
  };
  readonly writ_aliases: { readonly name: string; readonly alias: string };
  readonly writ_settings: { readonly name: string; readonly value: string; readonly version: number };
}
