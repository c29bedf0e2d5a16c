import { clsx } from "clsx";
import { LayoutGrid, LibraryBig, Rows3 } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import { VIEWS, type View } from "./search-state.ts";
import { rememberView } from "./use-view.ts";

interface ViewSwitchProps {
  view: View;
  onChange: (view: View) => void;
}

const ICONS = { table: Rows3, cards: LayoutGrid, titles: LibraryBig } as const;

/** Chooses between a line, a cover and a work for each place in the list. */
export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  return (
    <fieldset className="flex rounded-md border border-line p-0.5">
      <legend className="sr-only">{t("view.label")}</legend>
      {VIEWS.map((one) => {
        const Icon = ICONS[one];
        return (
          <button
            key={one}
            type="button"
            aria-pressed={view === one}
            aria-label={t(`view.${one}`)}
            title={t(`view.${one}`)}
            onClick={() => {
              rememberView(one);
              onChange(one);
            }}
            className={clsx(
              "flex size-7 items-center justify-center rounded-sm transition-colors pointer-coarse:h-10 pointer-coarse:w-9 pointer-coarse:min-[390px]:w-10",
              view === one
                ? "bg-accent-wash text-accent"
                : "text-ink-faint hover:bg-shoal-hover hover:text-ink",
            )}
          >
            <Icon aria-hidden size={15} />
          </button>
        );
      })}
    </fieldset>
  );
}
