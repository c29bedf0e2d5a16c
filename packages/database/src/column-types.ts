/** Types of columns that Drizzle has no builder for, or one with more to choose than we do. */
import { customType, timestamp } from "drizzle-orm/pg-core";

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

/** A moment in time, as a `Date`: `timestamptz`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });
