import { useEffect, useState } from "react";

/** Where one reads: what lies above this share of the window has been read. */
const READING_LINE = 0.35;
/** What a reader does who wants to go elsewhere. */
const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/**
 * Id of the part of a page that is being read: the one that the address names until one scrolls on,
 * then the one at the reading line, or the last one where the page ends before that.
 */
export function useCurrentPart(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  const key = ids.join(" ");
  useEffect(() => {
    const known = key.split(" ");
    let asked = readHash(known);
    const update = () => setCurrent(asked ?? findRead(known));
    const handleHash = () => {
      asked = readHash(known);
      update();
    };
    const handleMove = () => {
      asked = undefined;
    };
    update();
    window.addEventListener("scroll", update, { passive: true });
    window.addEventListener("hashchange", handleHash);
    for (const move of MOVES) window.addEventListener(move, handleMove, { passive: true });
    return () => {
      window.removeEventListener("scroll", update);
      window.removeEventListener("hashchange", handleHash);
      for (const move of MOVES) window.removeEventListener(move, handleMove);
    };
  }, [key]);
  return current;
}

function readHash(ids: readonly string[]): string | undefined {
  return ids.find((id) => `#${id}` === window.location.hash);
}

function findRead(ids: readonly string[]): string | undefined {
  const { scrollY, innerHeight } = window;
  const isAtEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  if (isAtEnd) return ids.at(-1);
  const isAbove = (id: string) =>
    (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) <
    innerHeight * READING_LINE;
  return ids.findLast(isAbove) ?? ids[0];
}
