import type { LineIndex } from "#core/diagnostics";
import type { Locate } from "#core/model";
import { unmaskedPath } from "../masked.ts";
import { templatePath } from "./places.ts";
import type { EvaluatedResource } from "./resources.ts";
import type { Template } from "./template/parse.ts";
import type { Stack } from "./values/stack.ts";

/** What places are found in. */
export interface PlacedTemplate {
  readonly template: Template;
  readonly lines: LineIndex;
  readonly stack: Stack;
}

/** Finds the place of a path of a resource in the text of its template; what is not in the text, at the nearest thing around it that is. */
export function createLocate(
  resources: readonly EvaluatedResource[],
  { template, lines, stack }: PlacedTemplate,
): Locate {
  const byAddress = new Map(resources.map((resource) => [resource.change.after.source.address, resource]));
  return (ref) => {
    const resource = byAddress.get(ref.address);
    if (resource === undefined) return ref;
    const { declaration, change } = resource;
    const path = unmaskedPath(change.after.native, ref.path);
    const [from, to] = template.find(templatePath(declaration, path, template.root, stack)) ?? [0, 0];
    const { start, end } = lines.span(from, to);
    return { ...ref, path, start, end };
  };
}
