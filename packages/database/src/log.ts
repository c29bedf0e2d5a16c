/** Where this package reports state changes; a pino logger fits. */
export interface DatabaseLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/** A log that keeps nothing. */
export const SILENT_LOG: DatabaseLog = { info() {}, warn() {}, error() {} };
