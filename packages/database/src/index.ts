export { binaryArray } from "./binary-array.ts";
export { checkServer, connect, type Database, OLDEST_MAJOR } from "./connect.ts";
export {
  cloneDatabase,
  createTemplateDatabase,
  type DatabaseCopy,
  databaseUrl,
} from "./database-copies.ts";
export { DatabaseError, type DatabaseErrorCode } from "./database-error.ts";
export type { DatabaseLog } from "./log.ts";
export { migrate } from "./migrate.ts";
export { openPool, type PoolOptions } from "./open-pool.ts";
export { serverSettings, type ServerSettings } from "./server-settings.ts";
export { type EmbeddedPostgres, type PostgresOptions, startPostgres } from "./start-postgres.ts";
export { transaction } from "./transaction.ts";
