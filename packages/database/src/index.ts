export {
  checkServer,
  connect,
  type ConnectOptions,
  type Database,
  OLDEST_MAJOR,
} from "./connect.ts";
export { DatabaseError, type DatabaseErrorCode } from "./database-error.ts";
export type { DatabaseLog } from "./log.ts";
export { serverSettings, type ServerSettings } from "./server-settings.ts";
export { type EmbeddedPostgres, type PostgresOptions, startPostgres } from "./start-postgres.ts";
