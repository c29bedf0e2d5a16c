/** The first screen is drawn and answered by then. */
const AFTER_START = 3000;

/**
 * Runs something that can wait once the browser has nothing else to do, and never on the server.
 * @returns calls it off
 */
export function whenIdle(run: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  // Safari has no callback for it.
  const ask = window.requestIdleCallback ?? setTimeout;
  const timer = setTimeout(() => ask(run), AFTER_START);
  return () => clearTimeout(timer);
}
