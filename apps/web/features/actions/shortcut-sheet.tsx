"use client";

import { Dialog } from "../../components/ui/dialog.tsx";
import { t } from "../../lib/messages/translate.ts";
import { GROUP_NAMES } from "./group-names.ts";
import { ShortcutKeys } from "./shortcut-keys.tsx";
import { useVisibleActions } from "./use-visible-actions.ts";

interface ShortcutSheetProps {
  onOpenChange: (isOpen: boolean) => void;
}

/** All shortcuts of the page the person is on. */
export function ShortcutSheet({ onOpenChange }: ShortcutSheetProps) {
  const groups = useVisibleActions()
    .map(({ group, actions }) => ({
      group,
      actions: actions.filter((action) => action.shortcuts !== undefined),
    }))
    .filter(({ actions }) => actions.length > 0);
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title={t("actions.shortcuts")}>
      <div className="grid gap-5">
        {groups.map(({ group, actions }) => (
          <section key={group}>
            <h3 className="mb-1 text-small font-medium text-ink-faint">{t(GROUP_NAMES[group])}</h3>
            <dl>
              {actions.map((action) => (
                <div
                  key={action.id}
                  className="flex h-9 items-center justify-between gap-4 border-t border-line"
                >
                  <dt>{action.name}</dt>
                  <dd className="flex gap-2.5">
                    {action.shortcuts?.map((shortcut) => (
                      <ShortcutKeys key={shortcut} shortcut={shortcut} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
