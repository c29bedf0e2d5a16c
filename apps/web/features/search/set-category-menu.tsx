import { FolderTree } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { CategoryPicker } from "../torrents/category-picker.tsx";

/** Chooses the categories of the picked torrents. */
export function SetCategoryMenu({ onChoose }: { onChoose: (categories: number[]) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [selected, setSelected] = useState<readonly number[]>([]);

  function handleChoose() {
    setIsOpen(false);
    setSelected([]);
    onChoose([...selected]);
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger className={buttonStyle({ look: "quiet", size: "small" })}>
        <FolderTree aria-hidden size={15} />
        {t("select.setCategory")}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={8}
          aria-label={t("select.setCategory")}
          className="z-50 grid w-80 max-w-[calc(100vw-1.5rem)] animate-appear gap-3 rounded-lg border border-line bg-surface p-3 shadow-float"
        >
          <CategoryPicker isOptional selected={selected} onChange={setSelected} />
          <Button
            look="primary"
            size="small"
            className="justify-self-start"
            disabled={selected.length === 0}
            onClick={handleChoose}
          >
            {t("select.setCategory")}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
