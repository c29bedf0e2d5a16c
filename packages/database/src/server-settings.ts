import { totalmem } from "node:os";

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

/** PostgreSQL settings by name, as they would stand in `postgresql.conf`. */
export type ServerSettings = Readonly<Record<string, string | number>>;

/**
 * Settings of the embedded server: small when idle, quick at bulk ingest, sized by the memory of the
 * machine or container in bytes. Without `durable` a crash of the machine may destroy the database.
 */
export function serverSettings(durable: boolean, memory = availableMemory()): ServerSettings {
  const isRoomy = memory >= 4 * GIGABYTE;
  return {
    max_connections: 60,
    superuser_reserved_connections: 3,
    shared_buffers: megabytes(clamp(memory / 16, 32 * MEGABYTE, 512 * MEGABYTE)),
    effective_cache_size: megabytes(clamp(memory / 2, 128 * MEGABYTE, 16 * GIGABYTE)),
    work_mem: isRoomy ? "8MB" : "4MB",
    maintenance_work_mem: isRoomy ? "128MB" : "48MB",
    io_workers: 2,
    random_page_cost: 1.1,
    jit: "off",
    // Nobody streams from this server, so the write-ahead log holds only what recovery needs.
    wal_level: "minimal",
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    // The platform packages are built without lz4 and zstd.
    wal_compression: "pglz",
    max_wal_size: isRoomy ? "2GB" : "1GB",
    min_wal_size: "80MB",
    checkpoint_timeout: "15min",
    // A long pending list makes single searches and inserts wait for its merge.
    gin_pending_list_limit: "512kB",
    autovacuum_naptime: "30s",
    autovacuum_max_workers: 2,
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_vacuum_insert_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.02,
    autovacuum_vacuum_cost_limit: 1_000,
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
}

/** Bytes of memory this process may count on: the container's limit where there is one. */
function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / MEGABYTE)}MB`;
}
