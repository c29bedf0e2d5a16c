import { useEffect, useState, type ComponentType } from "react";

/** The first screen is drawn and answered by then. */
const AFTER_START = 3000;
/** While the server is away its code is asked for again. */
const RETRY_AFTER = 4000;

function Nothing() {
  return null;
}

/**
 * A component whose code is not part of the page: it comes with its first use, or before that when
 * the browser has nothing else to do. Code that cannot be had takes nothing else from the screen.
 * @param Placeholder stands in its place until then; nothing unless told
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Placeholder: ComponentType = Nothing,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  const ensure = async () => {
    known ??= await load();
  };
  loadWhenIdle(ensure);
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

function loadWhenIdle(load: () => Promise<unknown>): void {
  if (typeof window === "undefined" || wantsToSave(navigator)) return;
  // Safari has no callback for it.
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  // What cannot be had now is asked for again when it is needed, and is missed only then.
  setTimeout(() => whenIdle(() => void load().catch(() => undefined)), AFTER_START);
}

/** The person asked their browser to load no more than it must. */
function wantsToSave(browser: Navigator & { connection?: { saveData?: boolean } }): boolean {
  return browser.connection?.saveData === true;
}
