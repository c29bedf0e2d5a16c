import { useStored, writeStored } from "../../lib/use-stored.ts";
import { VIEWS, type SearchState, type View } from "./search-state.ts";

const NAME = "minato-view";

/** How results are shown: as the address says, else as this browser showed them last. */
export function useView(state: SearchState): View {
  const [stored] = useStored<View>(NAME, parseView, "table");
  return state.view ?? stored;
}

/** Shows results this way from now on. */
export function rememberView(view: View): void {
  writeStored(NAME, view);
}

function parseView(text: string): View {
  return VIEWS.find((view) => view === text) ?? "table";
}
