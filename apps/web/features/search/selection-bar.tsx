"use client";

import { X } from "lucide-react";
import { useCallback, useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useActions } from "../actions/action-context.ts";
import { isVisible, type Action } from "../actions/action.ts";
import { useSession } from "../identity/use-session.ts";
import { isWholeIndex, toSearchInput, type SearchState } from "./search-state.ts";
import { SetCategoryMenu } from "./set-category-menu.tsx";
import { SetTypeMenu, type ContentType } from "./set-type-menu.tsx";
import { TagMenu, type TagAction } from "./tag-menu.tsx";
import { useBulk } from "./use-bulk.ts";
import type { Results } from "./use-search-results.ts";
import { useSelectionActions, type BulkAction } from "./use-selection-actions.ts";
import type { Selection } from "./use-selection.ts";

interface SelectionBarProps {
  selection: Selection;
  state: SearchState;
  results: Results;
}

type Change =
  | { action: BulkAction }
  | { action: "setContentType"; contentType: ContentType }
  | { action: "setCategory"; categories: number[] }
  | { action: TagAction; tags: string[] };

/** Block, delete and clear come after the type. */
const HEAVY_COUNT = 3;
/** More than these are asked about first. */
const UNASKED_COUNT = 50;

/** What can be done with the picked results, over the foot of the page. */
export function SelectionBar({ selection, state, results }: SelectionBarProps) {
  const { can } = useSession();
  const { mutate } = useBulk();
  const [asking, setAsking] = useState<Change>();
  const total = results.first?.total ?? 0;
  const count = selection.isWhole ? total : selection.picked.size;

  function start(change: Change) {
    const { picked, isWhole, clear } = selection;
    const target = isWhole ? { query: toSearchInput(state) } : { infoHashes: [...picked.keys()] };
    mutate({ ...change, ...target });
    setAsking(undefined);
    clear();
  }

  function handleChange(change: Change) {
    if (selection.isWhole || count > UNASKED_COUNT) setAsking(change);
    else start(change);
  }

  const handleAction = useCallback(
    (action: BulkAction) => handleChange({ action }),
    // What it starts hangs on the selection alone, and that renews the actions.
    // oxlint-disable-next-line react/exhaustive-deps
    [selection],
  );
  const actions = useSelectionActions(selection, state, handleAction);
  useActions(actions);
  return (
    <>
      <section
        data-selection-bar
        aria-label={t("select.bar")}
        className="fixed inset-x-0 bottom-[calc(var(--tabs-height)+0.75rem)] z-25 flex justify-center px-3"
      >
        <div className="relative flex max-w-full flex-wrap items-center gap-1 rounded-lg border border-line-strong/55 bg-surface p-1.5 shadow-float animate-appear max-sm:grid max-sm:w-full max-sm:grid-cols-[auto_1fr] max-sm:gap-y-0 max-sm:[&>button]:justify-start">
          <div className="flex items-center max-sm:col-span-2 max-sm:min-h-10">
            <output className="figures px-2 font-medium">{t("select.count", { count })}</output>
            {!selection.isWhole && total > count ? (
              <Button
                look="quiet"
                size="small"
                className="text-accent!"
                onClick={selection.pickWhole}
              >
                {isWholeIndex(state)
                  ? t("select.wholeIndex", { count: total })
                  : t("select.whole", { count: total })}
              </Button>
            ) : null}
          </div>
          <BarButtons actions={actions.slice(0, -HEAVY_COUNT)} />
          {can("edit") ? (
            <>
              <SetTypeMenu
                onChoose={(contentType) => handleChange({ action: "setContentType", contentType })}
              />
              <SetCategoryMenu
                onChoose={(categories) => handleChange({ action: "setCategory", categories })}
              />
              <TagMenu onChoose={(action, tag) => handleChange({ action, tags: [tag] })} />
            </>
          ) : null}
          <BarButtons actions={actions.slice(-HEAVY_COUNT)} />
        </div>
      </section>
      {asking === undefined ? null : (
        <ConfirmDialog
          title={t(`bulk.ask.${asking.action}`, { count })}
          text={t(selection.isWhole ? "bulk.wholeText" : "bulk.text")}
          confirm={t(`select.${asking.action}`)}
          isPending={false}
          error={null}
          onConfirm={() => start(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function BarButtons({ actions }: { actions: readonly Action[] }) {
  return actions.filter(isVisible).map((action) => <BarButton key={action.id} action={action} />);
}

function BarButton({ action }: { action: Action }) {
  if (action.id === "selection-clear") {
    return (
      <Button
        look="quiet"
        size="icon-small"
        // Alone in a last line it would look like a part of what stands before it.
        className="max-sm:absolute max-sm:top-1.5 max-sm:right-1.5"
        title={action.name}
        aria-label={action.name}
        onClick={action.perform}
      >
        <X aria-hidden size={16} />
      </Button>
    );
  }
  return (
    <Button
      look="quiet"
      size="small"
      className={action.id === "selection-delete" ? "text-poor! hover:bg-poor-wash" : undefined}
      onClick={action.perform}
    >
      <action.icon aria-hidden size={15} />
      {action.name}
    </Button>
  );
}
