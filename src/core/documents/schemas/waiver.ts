import { oneOf, optional, record, required, withRule, type RuleProblem, type Shape } from "../shape/index.ts";
import { isSelfApproved } from "../self-approval.ts";
import type { WaiverSpec } from "../types/index.ts";
import {
  digestShape,
  instantShape,
  lineShape,
  nameShape,
  nativeTypeShape,
  proseShape,
  waivedPolicyShape,
} from "./names.ts";

/** The `spec` of a Waiver. */
export const waiverSpecShape: Shape<WaiverSpec> = withRule(
  record<WaiverSpec>("a map with `policy`, `resource` and who answers for the waiver", {
    policy: required(waivedPolicyShape, "The policy whose finding is accepted, as reports name it"),
    validation: optional(nameShape, null, "The validation of that policy; without it, all of them"),
    binding: optional(
      lineShape,
      null,
      "Of a policy that others wrote, the binding or constraint through which it spoke; without it, all of them",
    ),
    resource: required(
      record<WaiverSpec["resource"]>("a map that names the resource", {
        id: required(lineShape, "The id of the resource, for example its Terraform address"),
        type: optional(nativeTypeShape, null, "Its native type"),
        scope: optional(lineShape, null, "Its account, project, subscription or namespace"),
      }),
      "The resource that is accepted as it is",
    ),
    digest: optional(
      digestShape,
      null,
      "The SHA-256 of the resource as it was accepted; any change of it ends the waiver",
    ),
    owner: required(lineShape, "Who bears the risk"),
    author: required(lineShape, "Who asked for the waiver"),
    approver: required(lineShape, "Who approved it; never the author"),
    reason: required(proseShape, "Why the finding is acceptable"),
    category: required(
      oneOf(["accepted", "mitigated"]),
      "`accepted` when the risk is borne, `mitigated` when something else covers it",
    ),
    ticket: optional(lineShape, null, "Where it was talked over, for example the address of a ticket"),
    expires: required(instantShape, "When the waiver ends, by RFC 3339"),
  }),
  approvedByAnother,
);

function approvedByAnother(spec: WaiverSpec): RuleProblem | null {
  if (!isSelfApproved(spec)) return null;
  const { approver } = spec;
  return {
    path: ["approver"],
    code: "waiver-self-approved",
    message: `\`${approver}\` approves a waiver of their own`,
    hint: "Let somebody else approve it",
  };
}
