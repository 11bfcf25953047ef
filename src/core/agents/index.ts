export { CHAIN_KINDS, lineageOf, TASK, type Lineage, type LineageMember } from "./lineage.ts";
export { AgentRegister, boundIds, type BoundId } from "./register.ts";
