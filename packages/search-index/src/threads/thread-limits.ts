import type { ResourceLimits } from "node:worker_threads";

/**
 * Threads make little that lives long: their arrays are in shared memory. Without a limit young
 * objects of each take up to 50 MB before they are looked through.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 16 };
