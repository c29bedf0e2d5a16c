import { useEffect, useState } from "react";

/** Milliseconds after which no frame is waited for: a page in the background has none. */
const NO_FRAME = 1000;

/**
 * A value as it was when the browser last showed what was drawn with it, for what must not keep
 * that from being shown.
 * @param initial what counts until the first frame; the value unless told
 */
export function usePainted<Value>(value: Value, initial: Value = value): Value {
  const [painted, setPainted] = useState({ value: initial });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => setPainted((before) => (before.value === value ? before : { value }));
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(take);
    });
    const fallback = setTimeout(take, NO_FRAME);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      clearTimeout(fallback);
    };
  }, [value]);
  return painted.value;
}
