export { awsSessionPolicy, type AwsPlace, type AwsSessionPolicy, type AwsStatement } from "./aws/session-policy.ts";
export type { Compiled } from "./compiled.ts";
export { tableRights, type TableRight } from "./database/table-rights.ts";
export { roleRules, type RoleRule, type RoleRules } from "./kubernetes/role-rules.ts";
