"use client";

import { useEffect, useState } from "react";

import { inputStyle } from "../../components/ui/field.tsx";

interface NumberInputProps {
  label: string;
  value: string;
  placeholder: string;
  /** Allows a decimal part. */
  isDecimal?: boolean;
  onChange: (text: string) => void;
}

const PAUSE = 400;

/** A small field for a number that filters after a pause in typing. */
export function NumberInput({ label, value, placeholder, isDecimal, onChange }: NumberInputProps) {
  const [text, setText] = useState(value);
  const [isTyping, setIsTyping] = useState(false);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setText(value);
    setIsTyping(false);
  }
  useEffect(() => {
    if (!isTyping) return;
    const timer = setTimeout(() => {
      setIsTyping(false);
      if (text !== value) onChange(text);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [isTyping, text, value, onChange]);

  return (
    <input
      type="text"
      inputMode={isDecimal === true ? "decimal" : "numeric"}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      maxLength={9}
      onChange={(event) => {
        const typed = event.target.value.replace(",", ".");
        if (!(isDecimal === true ? /^\d*\.?\d*$/ : /^\d*$/).test(typed)) return;
        setText(typed);
        setIsTyping(true);
      }}
      className={`${inputStyle} figures h-8 min-w-0 px-2 text-small max-sm:h-10`}
    />
  );
}
