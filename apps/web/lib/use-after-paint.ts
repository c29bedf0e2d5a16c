import { useEffect, useState } from "react";

/** False while a screen is drawn for the first time, true once the browser has shown that. */
export function useAfterPaint(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(setIsPainted, 0, true);
    });
    // A page in the background has no frames.
    const fallback = setTimeout(setIsPainted, NO_FRAME, true);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      clearTimeout(fallback);
    };
  }, []);
  return isPainted;
}

/** Milliseconds after which no frame is waited for. */
const NO_FRAME = 1000;
