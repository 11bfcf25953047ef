import type { Caller } from "#core/access";
import type { BundleFile } from "#core/bundle";
import type { Store } from "#core/store";
import type { Recorder } from "../evidence/recorder.ts";

/** What keeping bundles works on. */
export interface KeepPorts {
  readonly store: Pick<Store, "bundles">;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
  readonly now: () => Date;
}

/** Keeps the documents that somebody sent under the digest of what they say, which is recorded first; what is kept already stays as it is. */
export async function keepBundle(
  { store, recorder, now }: KeepPorts,
  { digest, files }: { readonly digest: string; readonly files: readonly BundleFile[] },
  caller: Caller,
): Promise<void> {
  if ((await store.bundles.get(digest)) !== null) return;
  await recorder?.act(caller, "bundle-stored", digest);
  await store.bundles.put({ digest, files, storedAt: now().toISOString(), author: caller.id });
}
