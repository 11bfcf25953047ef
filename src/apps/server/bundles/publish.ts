import { randomUUID } from "node:crypto";
import { mayLoosen } from "#core/analysis";
import { InvariantError, UnavailableError } from "#core/diagnostics";
import type { Activation, Store } from "#core/store";
import type { Log } from "../telemetry/log.ts";
import { judgeChange } from "./judge-change.ts";
import type { LoadedSource } from "./policy-source.ts";

/** What publishing works on. */
export interface PublishPorts {
  readonly store: Store;
  readonly log: Log;
  readonly now: () => Date;
}

const REASON = "policies of the server's own start";

/**
 * Puts the policies of a start into the store and activates them after `head`; answers the activation that decides, which is another's when that came first.
 *
 * Whoever starts the server is the operator of its machine, who could as well exchange its store or its program: no second person is asked, but that
 * something loosens is recorded and logged.
 */
export async function publish(
  { store, log, now }: PublishPorts,
  { bundle, files }: LoadedSource,
  head: Activation | null,
): Promise<Activation> {
  if (bundle === null) throw new InvariantError("no-bundle", "Policies that could not be loaded are not activated");
  const { digest } = bundle;
  const at = now().toISOString();
  const { kind, changes } = await judgeChange({ store, recorded: null }, head, { bundle, files });
  await store.bundles.put({ digest, files, storedAt: at, author: null });
  const asked = { id: randomUUID(), digest, by: "start-up", at, reason: REASON, change: kind, approval: null };
  const result = await store.bundles.activate(asked, head?.sequence ?? 0);
  if (result.kind === "activated") {
    const loosening = changes.filter(({ direction }) => direction === "loosens");
    if (mayLoosen(kind)) log.warn("the policies of this start loosen what decided before", told(loosening));
    return result.activation;
  }
  if (result.kind === "conflict" && result.head !== null) return result.head;
  throw new UnavailableError("store-inconsistent", "The store lost a bundle that it had taken");
}

const MOST_TOLD = 5;

function told(loosening: readonly { readonly kind: string; readonly name: string; readonly what: string }[]) {
  const first = loosening.slice(0, MOST_TOLD).map(({ kind, name, what }) => `${kind} ${name}: ${what}`);
  return { count: loosening.length, first: first.join("; ") };
}
