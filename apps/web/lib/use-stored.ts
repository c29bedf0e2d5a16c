import { useCallback, useMemo, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
/** What this tab wrote where the browser keeps nothing. */
const unkept = new Map<string, string>();

/**
 * A choice this browser remembers, such as which groups are folded; a list is kept with commas. The
 * initial value counts on the server and while nothing was chosen.
 */
export function useStored<Value extends string | readonly string[]>(
  name: string,
  parse: (text: string) => Value,
  initial: Value,
): [Value, (value: Value) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readStored(name),
    () => undefined,
  );
  const value = useMemo(() => (text === undefined ? initial : parse(text)), [text, initial, parse]);
  const set = useCallback((next: Value) => writeStored(name, String(next)), [name]);
  return [value, set];
}

/** Remembers a choice; everything on the screen that shows it follows. */
export function writeStored(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // A browser may refuse to keep anything; then the choice holds as long as the page.
    unkept.set(name, text);
  }
  for (const listener of listeners) listener();
}

/** A choice as it is now; undefined while none was made. */
export function readStored(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? unkept.get(name);
  } catch {
    return unkept.get(name);
  }
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  window.addEventListener("storage", onChange);
  return () => {
    listeners.delete(onChange);
    window.removeEventListener("storage", onChange);
  };
}
