import type { ReadSql } from "./sql.ts";

let loaded: Promise<ReadSql> | undefined;

/** Gives the reader of SQL. Its parsers are loaded when somebody first asks, once for the process. */
export function loadSql(): Promise<ReadSql> {
  loaded ??= import("./read.ts").then(({ openSql }) => openSql());
  return loaded;
}
