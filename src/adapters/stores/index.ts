export { openMemoryStore } from "./memory/index.ts";
export { openPostgresStore } from "./postgres/index.ts";
export { openSqliteStore } from "./sqlite/index.ts";
