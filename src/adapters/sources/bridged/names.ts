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

/** Lists of providers whose schemas are not among those that the generated plurals were made from, by `type.name`. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ["databricks_grant.privileges", "privileges"],
  ["databricks_grants.grant.privileges", "privileges"],
  ["databricks_mws_log_delivery.workspaceIdsFilters", "workspace_ids_filter"],
  ["databricks_share.objects", "object"],
  ["databricks_sql_table.columns", "column"],
  ["snowflake_grant_privileges_to_account_role.privileges", "privileges"],
  ["snowflake_grant_privileges_to_database_role.privileges", "privileges"],
  ["snowflake_grant_privileges_to_share.privileges", "privileges"],
  ["snowflake_network_policy.allowedIpLists", "allowed_ip_list"],
  ["snowflake_network_policy.allowedNetworkRuleLists", "allowed_network_rule_list"],
  ["snowflake_network_policy.blockedIpLists", "blocked_ip_list"],
  ["snowflake_network_policy.blockedNetworkRuleLists", "blocked_network_rule_list"],
  ["snowflake_network_rule.valueLists", "value_list"],
  ["snowflake_schema.tags", "tag"],
  ["snowflake_table.columns", "column"],
  ["snowflake_table.tags", "tag"],
  ["snowflake_view.columns", "column"],
  ["snowflake_view.tags", "tag"],
]);

/** Names as Pulumi's bridge makes them, which also puts what may stand several times into the plural. */
export const pulumiNames: Naming = (name, value, place) => {
  const fixed = RENAMED.get(`${place}.${name}`) ?? LISTS.get(`${place}.${name}`);
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
