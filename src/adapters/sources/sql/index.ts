export { loadSql } from "./read.ts";
export { SQL_DIALECTS, type ReadSql, type SqlDialect, type SqlReading } from "./sql.ts";
