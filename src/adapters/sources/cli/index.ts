export type { CommandReading, CommandSetting, NestedAct, Word } from "./command.ts";
export { readCommand } from "./read.ts";
