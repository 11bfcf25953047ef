import type { Me } from "#client";
import { PRINCIPAL_KINDS, type Principal } from "#core/model";
import { explainAct, permittedTo, type ToolName } from "#points/mcp";
import { timestampNow } from "./clock.ts";
import { checkReading, proposalOf, readingOf } from "./questions.ts";
import { requestApproval } from "./request-approval.ts";
import type { ToolSetting } from "./setting.ts";
import { testPolicy } from "./test-policy.ts";
import type { ToolArguments } from "./tool-arguments.ts";

/** Answers a call of a tool; throws a `ToolProblem` for one that cannot be answered. */
export type Answer = (setting: ToolSetting, given: ToolArguments) => object | Promise<object>;

/** What answers which tool. */
export const ANSWERS: Readonly<Record<ToolName, Answer>> = {
  check_plan: (setting, given) => checkReading(setting, readingOf(setting, given)),
  explain_denial: (setting, given) => explainAct(setting.decider, proposalOf(setting, given), timestampNow()),
  what_may_i_do: whatMayIDo,
  request_approval: requestApproval,
  test_policy: testPolicy,
};

/** By the local documents; who asks is what a control plane says, where there is one. */
async function whatMayIDo({ decider: { bundle }, client, principal }: ToolSetting): Promise<object> {
  const known = client === null ? null : (await client.me()).principal;
  const kind = PRINCIPAL_KINDS.find((one) => one === known?.kind) ?? principal.kind;
  const asking = known === null ? principal : { ...principal, ...provenOf(known), kind };
  return permittedTo(bundle, asking, timestampNow());
}

function provenOf({ id, groups, chain, task }: Me["principal"]): Omit<Principal, "kind"> {
  return { id, groups, chain, attributes: task === null ? {} : { task } };
}
