import { useEffect, useState } from "react";

import { whenIdle } from "./when-idle.ts";

/** True once the page has shown what it came for and has nothing else to do. */
export function useIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => whenIdle(() => setIsIdle(true)), []);
  return isIdle;
}
