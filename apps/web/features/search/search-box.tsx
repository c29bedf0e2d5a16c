"use client";

import { CircleQuestionMark, Search, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useEcho } from "./use-echo.ts";

const QueryHelp = lazyComponent(
  async () => (await import("./query-help.tsx")).QueryHelp,
  () => <HelpButton />,
);
const TitleSuggestions = lazyComponent(
  async () => (await import("./title-suggestions.tsx")).TitleSuggestions,
);

interface SearchBoxProps {
  id: string;
  value: string;
  /** Takes the focus when the page opens, where there is a keyboard. */
  isEager: boolean;
  onType: (text: string) => void;
  /** What follows from the text can wait no longer: the focus goes elsewhere. */
  onRest: () => void;
  /** The person goes on to the results with the keyboard. */
  onLeave: () => void;
}

const SUGGESTIONS = "search-suggestions";
/** Milliseconds between two keys. */
const HURRY = 40;
/** Shorter beginnings fit too many titles. */
const SHORTEST = 2;
const NO_TITLES: readonly string[] = [];

/** The search field; what is typed is searched for at once. */
export function SearchBox({ id, value, isEager, onType, onRest, onLeave }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const pause = useKeyPause();
  const { text, change: setText, flush } = useEcho({ value, pause, onText: onType });
  const [isSuggesting, setIsSuggesting] = useState(false);
  const [titles, setTitles] = useState(NO_TITLES);
  const [active, setActive] = useState(-1);
  const [hasHelp, setHasHelp] = useState(false);
  const isOpen = isSuggesting && text.trim().length >= SHORTEST;

  useEffect(() => {
    if (!isEager || !window.matchMedia("(pointer: fine)").matches) return undefined;
    // The focus needs a page that is laid out, which a frame brings anyway.
    const frame = requestAnimationFrame(() => {
      const isUntouched = document.activeElement === document.body;
      if (isUntouched) input.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
    // Only when the page opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  function change(next: string, suggests: boolean) {
    setText(next);
    setIsSuggesting(suggests);
    setActive(-1);
  }

  function handleClear() {
    change("", false);
    input.current?.focus();
  }

  function handleBlur() {
    setIsSuggesting(false);
    flush();
    onRest();
  }

  function handleAdd(example: string) {
    change(`${text} ${example}`.trim(), false);
    // After the list has given the focus back.
    setTimeout(() => input.current?.focus());
  }

  function handleKeyDown(event: KeyboardEvent) {
    const chosen = isOpen ? titles[active] : undefined;
    const last = isOpen ? titles.length - 1 : -1;
    if (event.key === "Enter" && chosen !== undefined) {
      change(chosen, false);
    } else if (event.key === "ArrowDown" && active < last) {
      setActive(active + 1);
    } else if (event.key === "ArrowUp" && isOpen && active >= 0) {
      setActive(active - 1);
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      setIsSuggesting(false);
      onLeave();
    } else if (event.key === "Escape") {
      if (isOpen && titles.length > 0) setIsSuggesting(false);
      else if (text === "") input.current?.blur();
      else change("", false);
    } else {
      return;
    }
    event.preventDefault();
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
        onChange={(event) => change(event.target.value, true)}
        onKeyDown={handleKeyDown}
        onBlur={handleBlur}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen && titles.length > 0}
        aria-controls={SUGGESTIONS}
        aria-activedescendant={isOpen && active >= 0 ? `${SUGGESTIONS}-${active}` : undefined}
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={300}
        className="peer h-11 w-full rounded-md border border-line-strong bg-surface pr-20 pl-11 text-lead text-ellipsis transition-colors hover:border-ink-faint focus-visible:border-accent focus-visible:outline-offset-0"
      />
      <span className="absolute inset-y-0 right-1.5 flex items-center gap-0.5">
        {text === "" ? (
          <span className="pointer-events-none mr-1 max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <Button
            look="quiet"
            size="icon-small"
            aria-label={t("search.clear")}
            onClick={handleClear}
          >
            <X aria-hidden size={16} />
          </Button>
        )}
        {hasHelp ? (
          <QueryHelp onAdd={handleAdd} />
        ) : (
          <HelpButton onClick={() => setHasHelp(true)} />
        )}
      </span>
      {isOpen ? (
        <TitleSuggestions
          id={SUGGESTIONS}
          text={text}
          active={active}
          onTitles={setTitles}
          onChoose={(title) => change(title, false)}
        />
      ) : null}
    </search>
  );
}

/** Keys that come faster than a person types, such as those of a key held down, are joined. */
function useKeyPause(): () => number {
  const changedAt = useRef(-Infinity);
  return useCallback(() => {
    const now = performance.now();
    const isHurried = now - changedAt.current < HURRY;
    changedAt.current = now;
    return isHurried ? HURRY : 0;
  }, []);
}

/** Opens what can be typed; the list itself comes when somebody wants it. */
function HelpButton({ onClick }: { onClick?: () => void }) {
  return (
    <Button
      look="quiet"
      size="icon-small"
      title={t("query.help")}
      aria-label={t("query.help")}
      {...(onClick === undefined ? {} : { onClick })}
    >
      <CircleQuestionMark aria-hidden size={16} />
    </Button>
  );
}
