import { useEffect, useRef } from "react";

/**
 * Ref of a form that shows why it was refused: the focus goes to the first field that is wrong, or
 * what stands for the form as a whole comes into sight. `error` is what the server said last,
 * `tries` how often the form was sent, where it checks its fields itself.
 */
export function useShowRefusal(error: Error | null, tries = 0) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error === null && tries === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true]") ?? undefined;
    if (wrong !== undefined) wrong.focus();
    else form.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
  }, [error, tries]);
  return form;
}
