import { lazy, Suspense, type ComponentType } from "react";

/** The first screen is drawn and answered by then. */
const AFTER_START = 3000;

function Nothing() {
  return null;
}

/**
 * A component whose code is not part of the page: it comes with its first use, or before that when
 * the browser has nothing else to do.
 * @param Placeholder stands in its place until then; nothing unless told
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Placeholder: ComponentType = Nothing,
): ComponentType<Props> {
  loadWhenIdle(load);
  const Lazy = lazy(async () => ({ default: await load() }));
  return function LazyComponent(props: Props) {
    return (
      <Suspense fallback={<Placeholder />}>
        <Lazy {...props} />
      </Suspense>
    );
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
