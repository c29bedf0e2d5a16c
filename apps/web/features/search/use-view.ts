import { readStored, useStored, writeStored } from "../../lib/use-stored.ts";
import { VIEWS, type SearchState, type View } from "./search-state.ts";

const NAME = "minato-view";

/** How results are shown: as the address says, else as this browser showed them last. */
export function useView(state: SearchState): View {
  const [stored] = useStored<View>(NAME, parseView, "table");
  return state.view ?? stored;
}

/** The same for who cannot wait until something is drawn. */
export function readView(): View {
  const asked = new URLSearchParams(window.location.search).get("view");
  return parseView(asked ?? readStored(NAME) ?? "");
}

/** Shows results this way from now on. */
export function rememberView(view: View): void {
  writeStored(NAME, view);
}

function parseView(text: string): View {
  return VIEWS.find((view) => view === text) ?? "table";
}
