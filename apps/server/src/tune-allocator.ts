/**
 * Of the allocator of glibc: larger blocks are mapped one by one and go back to the system when they
 * are freed. By itself it raises that size to 32 MiB with the first large block, and from then on
 * every thread keeps what it once had: a third to a half of the memory after an import.
 */
const MAP_FROM_BYTES = "131072";
const VARIABLE = "MALLOC_MMAP_THRESHOLD_";

/**
 * Begins this process anew, under the same number, with a setting that the allocator only reads at its
 * start. Does nothing where it is set already, where there is no such allocator, and in a process that
 * talks to the one that started it, which would lose the connection.
 */
export function tuneAllocator(): void {
  const { env, execArgv, execPath, argv, argv0, channel, platform } = process;
  if (platform !== "linux" || env[VARIABLE] !== undefined) return;
  if (channel !== undefined && channel !== null) return;
  process.execve?.(execPath, [argv0, ...execArgv, ...argv.slice(1)], {
    ...env,
    [VARIABLE]: MAP_FROM_BYTES,
  });
}
