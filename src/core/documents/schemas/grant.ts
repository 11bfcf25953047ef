import { PRINCIPAL_KINDS, VERBS } from "#core/model";
import { list, oneOf, optional, record, required, withRule, type Shape } from "../shape/index.ts";
import type { GrantSpec } from "../types/index.ts";
import { instantShape, kindNameShape, lineShape, nameShape, nativeTypeShape, proseShape } from "./names.ts";
import { conditionsShape, eachOnce, someOf } from "./policy.ts";

const principals: Shape<GrantSpec["principals"]> = withRule(
  record<GrantSpec["principals"]>("a map that says whom the grant is for", {
    kinds: optional(eachOnce(oneOf(PRINCIPAL_KINDS), "kinds of principals", "kind"), [], "Kinds of principals"),
    ids: optional(eachOnce(lineShape, "principal ids", "id"), [], "Ids of principals"),
    groups: optional(eachOnce(lineShape, "groups", "group"), [], "Groups, one of which the principal is in"),
  }),
  ({ kinds, ids, groups }) =>
    kinds.length + ids.length + groups.length > 0
      ? null
      : {
          path: [],
          code: "document-empty",
          message: "`spec.principals` names nobody, so the grant is for no one",
          hint: "Add `ids`, `groups` or `kinds`",
        },
  someOf("kinds", "ids", "groups"),
);

/** The `spec` of a Grant. */
export const grantSpecShape: Shape<GrantSpec> = withRule(
  record<GrantSpec>("a map with `principals`, `verbs` and `kinds`", {
    description: optional(proseShape, null, "What the grant is for, for people"),
    principals: required(principals, "Whom the grant is for; each list that has something in it must hold"),
    verbs: required(
      list(oneOf(VERBS), { of: "verbs", atLeastOne: true, unique: { by: (verb) => verb, what: "verb" } }),
      "What may be done",
    ),
    kinds: optional(eachOnce(kindNameShape, "names of kinds", "kind"), [], "To which canonical kinds"),
    types: optional(eachOnce(nativeTypeShape, "native types", "type"), [], "To which native types"),
    environments: optional(
      eachOnce(nameShape, "names of environments", "environment"),
      [],
      "In which environments; without it, in all",
    ),
    tasks: optional(
      eachOnce(lineShape, "ids of tasks", "task"),
      [],
      "On which tasks, as the attribute `task` of the principal names them; without it, on any and on none",
    ),
    conditions: optional(conditionsShape, [], "Conditions, all of which must be true for the grant to hold"),
    approval: optional(
      oneOf(["none", "required"]),
      "none",
      "`required` holds every effect that only this grant covers until it is approved; `none` unless given",
    ),
    owner: required(lineShape, "Who answers for the grant"),
    approvedBy: required(lineShape, "Who approved the grant"),
    expires: required(instantShape, "When the grant ends, by RFC 3339"),
  }),
  ({ kinds, types }) =>
    kinds.length + types.length > 0
      ? null
      : {
          path: [],
          code: "document-empty",
          message: "`spec` names neither kinds nor types, so the grant covers nothing",
          hint: "Add `kinds`, for example `kinds: [ObjectStore]`",
        },
  someOf("kinds", "types"),
);
