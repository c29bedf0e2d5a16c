import { useCallback, useEffect, useRef, useState } from "react";

interface EchoOptions {
  value: string;
  /** Milliseconds without another change after which a text is passed on; 0 is at once. */
  pause: () => number;
  onText: (text: string) => void;
}

const NONE: readonly string[] = [];
/** What was passed on longer ago has come back, or never will. */
const ECHO_LIMIT = 2000;

/**
 * Text that is changed here at once and passed on after a pause to where `value` comes from. A
 * value that comes back late from an earlier pause does not overwrite what was changed since; any
 * other new value, such as after the back button, does.
 */
export function useEcho({ value, pause, onText }: EchoOptions) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(NONE);
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> }>(undefined);
  const latest = useRef({ value, pause, onText });
  useEffect(() => {
    latest.current = { value, pause, onText };
  });
  useEffect(() => () => clearTimeout(waiting.current?.timer), []);
  useEffect(() => {
    if (sent.length === 0) return undefined;
    const timer = setTimeout(() => {
      setSent(NONE);
      if (waiting.current === undefined) setText(latest.current.value);
    }, ECHO_LIMIT);
    return () => clearTimeout(timer);
  }, [sent]);

  if (value !== seen) {
    const position = sent.indexOf(value);
    setSeen(value);
    setSent(position === -1 ? NONE : sent.slice(position + 1));
    if (position === -1) setText(value);
  }

  const send = useCallback((next: string) => {
    waiting.current = undefined;
    setSent((before) => [...before, next]);
    latest.current.onText(next);
  }, []);
  /** Passes on now what still waits. */
  const flush = useCallback(() => {
    if (waiting.current === undefined) return;
    clearTimeout(waiting.current.timer);
    send(waiting.current.text);
  }, [send]);
  const change = useCallback(
    (next: string) => {
      setText(next);
      clearTimeout(waiting.current?.timer);
      const delay = latest.current.pause();
      if (delay === 0) send(next);
      else waiting.current = { text: next, timer: setTimeout(send, delay, next) };
    },
    [send],
  );
  /** Takes over a text from elsewhere, whatever is on its way. */
  const reset = useCallback((next: string) => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    setSent(NONE);
    setText(next);
  }, []);
  return { text, change, flush, reset };
}
