export { APPLY_REFUSALS, authorize, type ApplyRefusal } from "./authorize.ts";
export { conclude } from "./conclude.ts";
export { toListed } from "./list.ts";
export type { ApplyPorts, ApprovalQuestion, Approvals, ApprovalStanding, EffectRecord } from "./ports.ts";
export { submit, type Submitted } from "./submit.ts";
