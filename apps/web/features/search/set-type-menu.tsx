import { Shapes } from "lucide-react";
import { DropdownMenu } from "radix-ui";

import { buttonStyle } from "../../components/ui/button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { CONTENT_TYPES, describeContentType } from "./content-types.ts";

/** One kind of content. */
export type ContentType = (typeof CONTENT_TYPES)[number];

/** Chooses what the picked torrents hold. */
export function SetTypeMenu({ onChoose }: { onChoose: (type: ContentType) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={buttonStyle({ look: "quiet", size: "small" })}>
        <Shapes aria-hidden size={15} />
        {t("select.setContentType")}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          side="top"
          sideOffset={8}
          className="z-50 grid max-h-(--radix-dropdown-menu-content-available-height) w-80 animate-appear grid-cols-2 overflow-y-auto rounded-lg border border-line bg-surface p-1.5 shadow-float"
        >
          {CONTENT_TYPES.map((type) => {
            const { name, icon: Icon } = describeContentType(type);
            return (
              <DropdownMenu.Item
                key={type}
                onSelect={() => onChoose(type)}
                className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 outline-none data-highlighted:bg-shoal-hover"
              >
                <Icon aria-hidden size={16} className="text-ink-soft" />
                {name}
              </DropdownMenu.Item>
            );
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
