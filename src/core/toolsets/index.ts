export { toolsetChanges, toolWarnings, type ToolChange } from "./diff.ts";
export { pinnedDigests, toolStanding, type PinnedDigests, type ToolStanding } from "./standing.ts";
export { toolsetSubject } from "./subject.ts";
export { readTool, type OfferedTool, type ToolReading } from "./tool.ts";
export { MOST_TOOLS, readToolset, type RefusedTool, type ToolsetReading } from "./toolset.ts";
