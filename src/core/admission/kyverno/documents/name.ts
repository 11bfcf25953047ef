import type { ForeignMetadata } from "../../documents/metadata.ts";

interface Named {
  readonly kind: string;
  readonly metadata: Pick<ForeignMetadata, "name" | "namespace">;
}

/** The name of a policy in reports: of one in a namespace with it. */
export function nameOf({ kind, metadata: { name, namespace } }: Named): string {
  return kind.startsWith("Namespaced") ? `${namespace ?? "default"}/${name}` : name;
}
