import type { KyvernoPolicy } from "./types.ts";

/** The name of a policy in reports: of one in a namespace with it. */
export function nameOf({ kind, metadata: { name, namespace } }: Pick<KyvernoPolicy, "kind" | "metadata">): string {
  return kind === "NamespacedValidatingPolicy" ? `${namespace ?? "default"}/${name}` : name;
}
