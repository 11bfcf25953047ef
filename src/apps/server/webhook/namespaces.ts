import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { ClusterClient } from "#adapters/kubernetes";

/** How long what a namespace is like is believed. */
const FRESH_MS = 5000;
const MOST_KNOWN = 2000;

interface Seen {
  readonly object: ValueObject | null;
  readonly at: number;
}

/** Answers what a namespace is like, as the cluster says; null where it does not answer or has none of this name. */
export function seeNamespaces(
  client: Pick<ClusterClient, "get">,
  now: () => number,
): (name: string) => Promise<ValueObject | null> {
  const known = new Map<string, Seen>();
  return async (name) => {
    const seen = known.get(name);
    if (seen !== undefined && Math.abs(now() - seen.at) < FRESH_MS) return seen.object;
    const object = await find(client, name);
    known.delete(name);
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value ?? "");
    known.set(name, { object, at: now() });
    return object;
  };
}

async function find(client: Pick<ClusterClient, "get">, name: string): Promise<ValueObject | null> {
  try {
    const answer = await client.get(`/api/v1/namespaces/${encodeURIComponent(name)}`);
    return answer.kind === "found" ? answer.object : null;
  } catch (error) {
    if (error instanceof UnavailableError) return null;
    throw error;
  }
}
