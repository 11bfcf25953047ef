import { contextAt } from "#core/language";
import { locate, type Located, type Request } from "../request.ts";
import { isExpression, schemasAt } from "../schema.ts";
import { atWordEnd } from "../word.ts";
import { kindRenaming } from "./kind-name.ts";
import { mappingVariableRenaming } from "./mapping-variable.ts";
import { policyNameRenaming, type PolicyName } from "./policy-names.ts";
import type { Renaming } from "./renaming.ts";

/** The renaming of what stands at a place; null where no name stands that can be changed: one of documents of the user that can be read. */
export function renamingAt(request: Request): Renaming | null {
  const inside = locate(atWordEnd(request, "name"));
  const { place } = inside;
  if (place.at === "value" && isExpression(schemasAt(place.kind, place.path))) return inExpression(inside, request);
  return inDocument(place.at === "key" ? inside : locate(atWordEnd(request, "value")), request);
}

function inExpression({ place, document }: Located, { project }: Request): Renaming | null {
  const context = contextAt(place.before);
  if (context === null || document === null) return null;
  const { word: name, receiver } = context;
  if (document.kind === "ResourceKind" || document.kind === "ResourceMapping")
    return receiver === "variables" ? mappingVariableRenaming(document, Number(place.path[2]), name) : null;
  if (document.kind !== "Policy" || (receiver !== "variables" && receiver !== "params")) return null;
  const what = receiver === "variables" ? "variable" : "parameter";
  return policyNameRenaming({ what, name, policy: document.metadata.name }, project);
}

function inDocument({ place, document }: Located, { project }: Request): Renaming | null {
  const name = place.before.trim();
  const path = place.path.join(".");
  if (document === null) return null;
  if (KINDS.some((one) => one.test(`${document.kind} ${path}`))) return kindRenaming(name, project);
  if (/^spec\.mappings\.\d+\.variables\.\d+\.name$/.test(path))
    return mappingVariableRenaming(document, Number(place.path[2]), name);
  if (document.kind === "Waiver" && path === "spec.validation")
    return policyNameRenaming({ what: "validation", name, policy: document.spec.policy }, project);
  if (document.kind !== "Policy") return null;
  const what = NAMES.find(([pattern, at]) => pattern.test(path) && at === place.at)?.[2];
  return what === undefined ? null : policyNameRenaming({ what, name, policy: document.metadata.name }, project);
}

/** Where documents name a kind. */
const KINDS: readonly RegExp[] = [
  /^ResourceKind metadata\.name$/,
  /^ResourceMapping spec\.kind$/,
  /^Policy spec\.match\.kinds\.\d+$/,
  /^Grant spec\.kinds\.\d+$/,
];

/** Where a policy names what is its own. */
const NAMES: readonly (readonly [RegExp, "key" | "value", PolicyName["what"]])[] = [
  [/^spec\.variables\.\d+\.name$/, "value", "variable"],
  [/^spec\.validations\.\d+\.id$/, "value", "validation"],
  [/^spec\.parameters$/, "key", "parameter"],
];
