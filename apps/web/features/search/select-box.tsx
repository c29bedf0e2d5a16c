import { Checkbox } from "../../components/ui/checkbox.tsx";
import { t } from "../../lib/messages/translate.ts";
import type { Hit } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";

interface SelectBoxProps {
  hit: Hit;
  index: number;
  isPicked: boolean;
  onToggle: Selection["toggle"];
}

/** Picks one result; with Shift everything from the one picked before. */
export function SelectBox({ hit, index, isPicked, onToggle }: SelectBoxProps) {
  return (
    <Checkbox
      className="relative z-10 -m-2 p-2 pointer-coarse:-m-3 pointer-coarse:p-3"
      aria-label={t("select.one", { title: hit.title })}
      checked={isPicked}
      onChange={({ nativeEvent }) =>
        onToggle(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}

interface SelectAllBoxProps {
  hits: ReadonlyMap<number, Hit>;
  selection: Selection;
}

/** Picks every result that is loaded, or none. */
export function SelectAllBox({ hits, selection }: SelectAllBoxProps) {
  const isAll = hits.size > 0 && [...hits.values()].every(selection.has);
  return (
    <Checkbox
      className="-m-2 p-2"
      aria-label={t("select.all")}
      checked={isAll}
      onChange={() => (isAll ? selection.clear() : selection.pickAll(hits.values()))}
    />
  );
}
