/**
 * The two families of revisions of the Model Context Protocol: until 2025-11-25 a handshake opens a session, since 2026-07-28 every request stands alone.
 */
export type Era = "2025" | "2026";

/** The newest revision of each era. */
export const NEWEST: Readonly<Record<Era, string>> = { "2025": "2025-11-25", "2026": "2026-07-28" };

/** The revisions that are spoken with clients, newest first. */
export const CLIENT_REVISIONS: readonly string[] = ["2026-07-28", "2025-11-25", "2025-06-18"];

/** The revisions that are spoken with servers, newest first: old servers go on being reached. */
export const SERVER_REVISIONS: readonly string[] = [...CLIENT_REVISIONS, "2025-03-26", "2024-11-05"];

/** The era of a revision that is spoken with servers; null for any other. */
export function eraOf(revision: string): Era | null {
  if (!SERVER_REVISIONS.includes(revision)) return null;
  return revision === NEWEST["2026"] ? "2026" : "2025";
}
