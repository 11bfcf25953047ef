export { loadSql } from "./load.ts";
export { SQL_DIALECTS, type ReadSql, type SqlDialect, type SqlReading, type SqlSetting } from "./sql.ts";
