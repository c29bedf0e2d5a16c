import { savesData } from "../../lib/saves-data.ts";
import { useIdle } from "../../lib/use-idle.ts";

/**
 * How links that stand on every page prefetch: each is a page for the server to draw, so not while
 * the first one still waits for its answers, and not where data is to be saved.
 */
export function usePrefetch(): false | null {
  return useIdle() && !savesData() ? null : false;
}
