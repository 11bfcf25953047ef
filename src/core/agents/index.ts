export { refuseModel, refuseServer, refuseTool, type ToolName } from "./limits.ts";
export { lineageOf, type Lineage, type LineageMember } from "./lineage.ts";
export { AgentRegister, boundIds, type BoundId } from "./register.ts";
export { TASK, taskOf } from "./task.ts";
export { SUB_AGENT, subAgentIds, subAgentName } from "./sub-agent.ts";
