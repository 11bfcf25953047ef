import type { Principal } from "#core/model";
import { explainAct, permittedTo, type ToolName } from "#points/mcp";
import { askingOf } from "./asking.ts";
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
  explain_denial: explainDenial,
  what_may_i_do: whatMayIDo,
  request_approval: requestApproval,
  test_policy: testPolicy,
};

async function explainDenial(setting: ToolSetting, given: ToolArguments): Promise<object> {
  const principal = await askingIn(setting);
  return explainAct(setting.decider, proposalOf({ ...setting, principal }, given), timestampNow());
}

/** As many as of anything else are told. */
const MOST_SPENT = 40;

async function whatMayIDo(setting: ToolSetting): Promise<object> {
  const permitted = permittedTo(setting.decider.bundle, await askingIn(setting), timestampNow());
  const spent = setting.client === null ? [] : (await setting.client.myBudgets()).budgets;
  return { ...permitted, spent: spent.slice(0, MOST_SPENT) };
}

/** Who asks is what a control plane says, where there is one; what is granted, the documents here. */
async function askingIn({ client, principal }: ToolSetting): Promise<Principal> {
  return client === null ? principal : await askingOf(client);
}
