import type { FetchLimits } from "#adapters/net";

/** How long an issuer may take to answer, and how much it may say. */
export const ISSUER_LIMITS: FetchLimits = { timeoutMs: 3000, maxBytes: 256 * 1024 };
