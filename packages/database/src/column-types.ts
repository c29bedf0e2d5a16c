/** Types of columns that Drizzle has no builder for. */
import { customType } from "drizzle-orm/pg-core";

/** Bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});

/** A transaction id that never wraps around, as decimal digits. */
export const xid8 = customType<{ data: string; driverData: string }>({
  dataType: () => "xid8",
});

/** Words of a document for full text search. */
export const tsvector = customType<{ data: string; driverData: string }>({
  dataType: () => "tsvector",
});
