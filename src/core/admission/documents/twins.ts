import type { Diagnostic, Span } from "#core/diagnostics";
import type { Origin } from "#core/documents";
import type { ForeignMetadata } from "./metadata.ts";

interface Named {
  readonly kind: string;
  readonly metadata: Pick<ForeignMetadata, "name" | "namespace">;
  readonly origin: Origin;
}

/** Tells of documents of one kind that have one name in one namespace, of which a cluster keeps the last. */
export function refuseTwins(documents: readonly Named[], diagnostics: Diagnostic[]): void {
  const seen = new Map<string, Span>();
  for (const { kind, metadata, origin } of documents) {
    const { name, namespace } = metadata;
    const key = JSON.stringify([kind, namespace, name]);
    const span = origin.at(["metadata", "name"]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, span);
    else {
      const message = `There are two documents \`${name}\` of kind \`${kind}\`, first in \`${first.file}\` on line ${first.start.line}`;
      diagnostics.push({ code: "foreign-duplicate", severity: "error", message, hint: "Remove one of them", span });
    }
  }
}
