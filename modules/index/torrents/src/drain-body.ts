const DRAIN_MS = 1000;
const DRAIN_BYTES = 64 * 1024 * 1024;

/**
 * Reads and drops what is left of a body whose records are no longer wanted, for a second at most:
 * a client that still sends would not read the answer, and the connection could not be used again.
 */
export async function drainBody(request: Request): Promise<void> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  const timer = Promise.withResolvers<undefined>();
  const timeout = setTimeout(() => timer.resolve(undefined), DRAIN_MS);
  let length = 0;
  try {
    while (length < DRAIN_BYTES) {
      const step = await Promise.race([reader.read(), timer.promise]);
      if (step === undefined || step.done) return;
      length += step.value.length;
    }
  } catch {
    // The client went away; whoever reads the body first says so.
  } finally {
    clearTimeout(timeout);
  }
}
