import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { t } from "../../lib/messages/translate.ts";
import { WITHOUT_FILTERS } from "./filter-names.ts";
import { FilterPanel } from "./filter-panel.tsx";
import { countFilters, type SearchState } from "./search-state.ts";
import type { Facets } from "./use-facets.ts";
import type { Results } from "./use-search-results.ts";

interface FilterSheetProps {
  onOpenChange: (isOpen: boolean) => void;
  state: SearchState;
  first: Results["first"];
  facets: Facets | undefined;
  onChange: (change: Partial<SearchState>) => void;
}

/** The filters where there is no room beside the results. */
export function FilterSheet({ onOpenChange, state, first, facets, onChange }: FilterSheetProps) {
  const footer = (
    <>
      <Button disabled={countFilters(state) === 0} onClick={() => onChange(WITHOUT_FILTERS)}>
        {t("search.clearFilters")}
      </Button>
      <Button look="primary" onClick={() => onOpenChange(false)}>
        {t("search.showResults", { count: first?.total ?? 0 })}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title={t("search.filters")} footer={footer}>
      <FilterPanel state={state} facets={facets} onChange={onChange} />
    </Dialog>
  );
}
