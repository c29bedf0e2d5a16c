import { useEffect, useState } from "react";

/**
 * A value as it was when it last stayed the same for `pause` milliseconds, for what would jump
 * about while somebody types. The first value counts at once, and the last one stays while there
 * is none.
 */
export function useSettled<Value>(value: Value | undefined, pause: number): Value | undefined {
  const [settled, setSettled] = useState(value);
  if (settled === undefined && value !== undefined) setSettled(value);
  useEffect(() => {
    if (value === undefined) return;
    const timer = setTimeout(setSettled, pause, value);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
