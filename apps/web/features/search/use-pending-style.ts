import { useEffect, useState } from "react";

/** Milliseconds an answer may take without a sign of it: a quick one must not flicker. */
const QUICK = 300;

/** How a list looks that shows earlier results; nothing changes while answers are quick. */
export function usePendingStyle({ isPlaceholderData }: { isPlaceholderData: boolean }): string {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isPlaceholderData) return undefined;
    const timer = setTimeout(setIsSlow, QUICK, true);
    return () => {
      clearTimeout(timer);
      setIsSlow(false);
    };
  }, [isPlaceholderData]);
  return isSlow ? "transition-opacity opacity-60" : "transition-opacity";
}
