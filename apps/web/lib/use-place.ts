import { useEffect } from "react";

/** Goes to the part that the address names, which was not there yet when the page opened. */
export function usePlace(isThere: boolean): void {
  useEffect(() => {
    const id = window.location.hash.slice(1);
    if (isThere && id !== "") document.getElementById(id)?.scrollIntoView();
  }, [isThere]);
}
