import { useEffect, useRef, useState } from "react";

/** Long enough to join the keys of a fast typist, too short to be felt. */
const DEBOUNCE = 40;

/**
 * Text that follows the keyboard at once and is passed on after a pause. A value that comes back
 * late from an earlier pause does not overwrite what was typed since; any other new value, such as
 * after the back button, does.
 */
export function useEcho(value: string, onType: (text: string) => void) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState<readonly string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  if (value !== seen) {
    const position = sent.indexOf(value);
    setSeen(value);
    setSent(sent.slice(position + 1));
    if (position === -1) setText(value);
  }

  function handleText(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSent((before) => [...before, next]);
      onType(next);
    }, DEBOUNCE);
  }
  return [text, handleText] as const;
}
