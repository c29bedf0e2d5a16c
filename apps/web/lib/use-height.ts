import { useLayoutEffect, useState, type RefObject } from "react";

/** The height of an element in whole pixels, followed while it changes. */
export function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => {
      setHeight(Math.floor(target.getBoundingClientRect().height));
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
