import type { NativeChange, NativeResource } from "#core/model";
import type { InventoryEntry } from "./entry.ts";

/** The trait of effects on what was found to exist. */
const OBSERVED = "observed";

/** What exists stays as it is: an update that changes nothing, so that policies of updates judge it. */
export function observedChange(entry: InventoryEntry, id: string, file: string): NativeChange {
  const resource = toNative(entry, id, file);
  return { verb: "update", before: resource, after: resource, changed: false, traits: [OBSERVED], previousId: null };
}

function toNative(entry: InventoryEntry, id: string, file: string): NativeResource {
  const { type, provider, name, group, scope, labels, native } = entry;
  const source = { file, address: id, path: [] };
  return {
    id,
    type,
    provider,
    providerVersion: null,
    group,
    module: "",
    name,
    scope,
    labels,
    native,
    references: [],
    source,
  };
}
