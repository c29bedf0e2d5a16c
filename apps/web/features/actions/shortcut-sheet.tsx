"use client";

import { usePathname } from "next/navigation";

import { Dialog } from "../../components/ui/dialog.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import type { ActionGroup } from "./action.ts";
import { GROUP_NAMES } from "./group-names.ts";
import { ShortcutKeys } from "./shortcut-keys.tsx";
import { findShortcutPlaces, type ShortcutPlace } from "./shortcut-places.ts";
import { useVisibleActions } from "./use-visible-actions.ts";

interface ShortcutSheetProps {
  onOpenChange: (isOpen: boolean) => void;
}

/** All keys there are: those of the open page, those of every page, those of the others. */
export function ShortcutSheet({ onOpenChange }: ShortcutSheetProps) {
  const { here, elsewhere } = findShortcutPlaces(usePathname());
  return (
    <Dialog isOpen width="wide" onOpenChange={onOpenChange} title={t("actions.shortcuts")}>
      <div className="gap-x-8 sm:columns-2">
        <PlaceKeys place={here} heading={t("actions.groupPage")} />
        <GroupKeys group="go" />
        <GroupKeys group="app" />
        {elsewhere.map((place) => (
          <PlaceKeys key={place.name} place={place} heading={t(place.name)} />
        ))}
      </div>
    </Dialog>
  );
}

function PlaceKeys({ place, heading }: { place: ShortcutPlace; heading: string }) {
  const { can } = useSession();
  const lines = place.keys
    .filter(({ scope }) => scope === undefined || can(scope))
    .map(({ name, shortcuts }) => ({ name: t(name), shortcuts }));
  return <KeyList heading={heading} lines={lines} />;
}

/** Keys that every page knows. */
function GroupKeys({ group }: { group: ActionGroup }) {
  const found = useVisibleActions().find((one) => one.group === group);
  const lines = (found?.actions ?? []).flatMap(({ name, shortcuts }) =>
    shortcuts === undefined ? [] : [{ name, shortcuts }],
  );
  return <KeyList heading={t(GROUP_NAMES[group])} lines={lines} />;
}

interface KeyListProps {
  heading: string;
  lines: readonly { name: string; shortcuts: readonly string[] }[];
}

function KeyList({ heading, lines }: KeyListProps) {
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="mb-1 text-small font-medium text-ink-faint">{heading}</h3>
      <dl>
        {lines.map(({ name, shortcuts }) => (
          <div
            key={shortcuts.join()}
            className="flex min-h-9 items-center justify-between gap-4 border-t border-line py-1"
          >
            <dt>{name}</dt>
            <dd className="flex shrink-0 gap-2.5">
              {shortcuts.map((shortcut) => (
                <ShortcutKeys key={shortcut} shortcut={shortcut} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
