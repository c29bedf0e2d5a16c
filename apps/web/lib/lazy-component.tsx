import { useEffect, useState, type ComponentType } from "react";

import { savesData } from "./saves-data.ts";
import { whenIdle } from "./when-idle.ts";

/** While the server is away its code is asked for again. */
const RETRY_AFTER = 4000;

function Nothing() {
  return null;
}

/**
 * A component whose code is not part of the page: it comes with its first use, or before that when
 * the browser has nothing else to do and may load it. Code that cannot be had takes nothing else
 * from the screen.
 * @param Placeholder stands in its place until then; nothing unless told
 * @param isWanted asked once in the browser: true loads the code at once, before anything is drawn
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Placeholder: ComponentType = Nothing,
  isWanted: () => boolean = () => false,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  const ensure = async () => {
    known ??= await load();
  };
  // What cannot be had now is asked for again when it is needed, and is missed only then.
  const tryNow = () => void ensure().catch(() => undefined);
  if (typeof window !== "undefined" && isWanted()) tryNow();
  else if (!savesData()) whenIdle(tryNow);
  return function LazyComponent(props: Props) {
    const [tries, setTries] = useState(0);
    const isMissing = known === undefined;
    useEffect(() => {
      if (!isMissing) return undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isGone = false;
      const again = () => setTries((count) => count + 1);
      void ensure().then(
        () => !isGone && again(),
        () => {
          if (!isGone) timer = setTimeout(again, RETRY_AFTER);
        },
      );
      return () => {
        isGone = true;
        clearTimeout(timer);
      };
    }, [isMissing, tries]);
    const Known = known;
    return Known === undefined ? <Placeholder /> : <Known {...props} />;
  };
}
