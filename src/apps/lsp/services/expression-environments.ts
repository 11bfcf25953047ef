import type { Environment } from "#core/language";
import { foreignEnvironmentsAt } from "./foreign.ts";
import { environmentsAt, type Located, type Request } from "./request.ts";
import { isExpression, schemasAt } from "./schema.ts";

/** What an expression at a place may speak of, once for each kind of resource that it may meet; null where no expression stands. */
export function expressionEnvironments(located: Located, request: Request): readonly Environment[] | null {
  const { place } = located;
  if (place.at !== "value") return null;
  if (isExpression(schemasAt(place.kind, place.path))) return environmentsAt(located, request.project.kinds);
  return foreignEnvironmentsAt(place, request);
}
