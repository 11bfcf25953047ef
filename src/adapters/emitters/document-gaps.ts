import type { Bundle } from "#core/bundle";
import { ANY_KIND, type AnyDocument } from "#core/documents";
import type { Gap } from "./emission.ts";

/** Grants and agents as gaps, each with the reason why the target cannot say it. */
export function documentGaps(
  { grants, agents }: Bundle,
  reasons: { readonly Grant: string; readonly Agent: string },
): readonly Gap[] {
  return [
    ...grants.map(({ document }) => gapOf(document, reasons.Grant)),
    ...agents.map((document) => gapOf(document, reasons.Agent)),
  ];
}

function gapOf({ kind, metadata }: AnyDocument, reason: string): Gap {
  return { policy: metadata.name, validation: kind.toLowerCase(), kind: ANY_KIND, types: [ANY_KIND], reason };
}
