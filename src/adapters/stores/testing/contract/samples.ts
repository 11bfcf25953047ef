import type { Activation, StoredBundle, TokenRecord } from "#core/store";

/** A token that differs from others by its id. */
export function token(id: string): TokenRecord {
  const [createdAt, createdBy] = ["2026-01-01T00:00:00.000Z", "setup"];
  return {
    id,
    hash: `hash-${id}`,
    name: id,
    roles: ["administrator"],
    kind: "service",
    owner: null,
    task: `task of ${id}`,
    createdAt,
    createdBy,
    expiresAt: null,
    revokedAt: null,
  };
}

/** A bundle under a digest. */
export function bundle(digest: string): StoredBundle {
  return {
    digest,
    files: [{ file: "a.yaml", text: `# ${digest}` }],
    storedAt: "2026-01-01T00:00:00.000Z",
    author: "token:a",
  };
}

/** An activation that is asked for. */
export function activation(id: string, digest: string): Omit<Activation, "sequence"> {
  const at = "2026-01-01T00:00:00.000Z";
  return { id, digest, by: "setup", at, reason: "test", change: "loosens", approval: `approval-of-${id}` };
}
