import { clsx } from "clsx";

/** Only a slow answer is worth a sign; a quick one must not flicker. */
export function pendingStyle({ isPlaceholderData }: { isPlaceholderData: boolean }): string {
  return clsx("transition-opacity", isPlaceholderData && "opacity-60 delay-300");
}
