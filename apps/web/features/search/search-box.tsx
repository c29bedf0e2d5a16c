"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { t } from "../../lib/messages/translate.ts";

interface SearchBoxProps {
  id: string;
  value: string;
  /** Takes the focus when the page opens, where there is a keyboard. */
  isEager: boolean;
  onType: (text: string) => void;
  /** The person goes on to the results with the keyboard. */
  onLeave: () => void;
}

/** Long enough to join the keys of a fast typist, too short to be felt. */
const DEBOUNCE = 40;

/** The search field; what is typed reaches the address after a short pause. */
export function SearchBox({ id, value, isEager, onType, onLeave }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useEcho(value, onType);

  useEffect(() => {
    const isUntouched = document.activeElement === document.body;
    if (isEager && isUntouched && window.matchMedia("(pointer: fine)").matches) {
      input.current?.focus({ preventScroll: true });
    }
    // Only when the page opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  function handleClear() {
    setText("");
    input.current?.focus();
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      onLeave();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (text === "") input.current?.blur();
      else setText("");
    }
  }

  return (
    <search className="relative flex-1">
      <Search
        aria-hidden
        size={18}
        className="pointer-events-none absolute top-0 left-3.5 h-full text-ink-faint"
      />
      <input
        ref={input}
        id={id}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKeyDown}
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={300}
        className="peer h-11 w-full rounded-md border border-line-strong bg-surface pr-11 pl-11 text-lead transition-colors hover:border-ink-faint focus-visible:border-accent focus-visible:outline-offset-0"
      />
      {text === "" ? (
        <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center peer-focus:hidden max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <span className="absolute inset-y-0 right-1.5 flex items-center">
          <Button
            look="quiet"
            size="icon-small"
            aria-label={t("search.clear")}
            onClick={handleClear}
          >
            <X aria-hidden size={16} />
          </Button>
        </span>
      )}
    </search>
  );
}

/**
 * Text that follows the keyboard at once and is passed on after a pause. A value that comes back
 * late from an earlier pause does not overwrite what was typed since; any other new value, such as
 * after the back button, does.
 */
function useEcho(value: string, onType: (text: string) => void) {
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
