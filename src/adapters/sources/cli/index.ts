export type { CommandReading, CommandSetting, NestedAct, SqlDialect, Word } from "./command.ts";
export { readCommand } from "./read.ts";
