import type { Value } from "#core/language";
import { isList } from "#core/model";
import type { Naming } from "./attributes.ts";
import { MIXED_PLURALS, PLURALS } from "./gen/plurals.ts";
import { snakeCase } from "./snake-case.ts";

/** Names as Crossplane's and Config Connector's generators make them: Terraform's in camelCase, and no other change. */
export const plainNames: Naming = (name) => snakeCase(name);

/** Attributes that Pulumi calls by another name, by `type.name`. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["aws_api_gateway_method.restApi", "rest_api_id"],
  ["aws_api_gateway_stage.deployment", "deployment_id"],
  ["aws_api_gateway_stage.restApi", "rest_api_id"],
  ["aws_lambda_function.code", "filename"],
  ["aws_lambda_function.name", "function_name"],
  ["aws_lambda_permission.function", "function_name"],
]);

/** Names as Pulumi's bridge makes them, which also puts what may stand several times into the plural. */
export const pulumiNames: Naming = (name, value, place) => {
  const fixed = RENAMED.get(`${place}.${name}`);
  if (fixed !== undefined) return fixed;
  const snake = snakeCase(name);
  return isSingular(value) ? snake : singular(snake, place);
};

/** A scalar or an object is never called in the plural; a value that is not known may be anything. */
function isSingular(value: Value): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || isPlainObject(value);
}

function isPlainObject(value: Value): boolean {
  return (
    typeof value === "object" && value !== null && !isList(value) && Object.getPrototypeOf(value) === Object.prototype
  );
}

function singular(name: string, place: string): string {
  const mixed = Object.hasOwn(MIXED_PLURALS, name) ? MIXED_PLURALS[name] : undefined;
  if (mixed === undefined) return plurals().get(name) ?? name;
  const [usual, elsewhere] = mixed;
  const other = Object.entries(elsewhere).find(([, places]) => places.split(" ").includes(place));
  return other?.[0] ?? usual;
}

let index: ReadonlyMap<string, string> | undefined;

function plurals(): ReadonlyMap<string, string> {
  index ??= new Map(
    PLURALS.split(" ").map((entry) => {
      const [plural = "", irregular] = entry.split(">");
      return [plural, irregular ?? plural.slice(0, -1)];
    }),
  );
  return index;
}
