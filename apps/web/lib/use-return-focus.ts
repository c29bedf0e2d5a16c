import { useRef } from "react";

const FIELDS = "input:not([readonly]), textarea:not([readonly]), select";

/**
 * Handlers for a window over the page: it opens with the focus in its first field, where there is
 * a keyboard, and gives it back to where it was, because windows opened by a shortcut have no
 * button of their own to return to.
 */
export function useReturnFocus() {
  const previous = useRef<Element>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      previous.current = document.activeElement;
      if (!(event.target instanceof Element)) return;
      const field = event.target.querySelector<HTMLElement>(FIELDS);
      if (field === null || !window.matchMedia("(pointer: fine)").matches) return;
      event.preventDefault();
      field.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (previous.current instanceof HTMLElement) previous.current.focus({ preventScroll: true });
    },
  };
}
