import { Tag } from "lucide-react";
import { Popover } from "radix-ui";
import { useState, type FormEvent } from "react";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { t } from "../../lib/messages/translate.ts";

/** What can be done with tags of many torrents. */
export type TagAction = "addTags" | "removeTags";

/** Puts a tag on the picked torrents or takes one off. */
export function TagMenu({ onChoose }: { onChoose: (action: TagAction, tag: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const tag = text.trim().toLowerCase().replaceAll(/\s+/g, "-");

  function choose(action: TagAction) {
    if (tag === "") return;
    setIsOpen(false);
    setText("");
    onChoose(action, tag);
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    choose("addTags");
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger className={buttonStyle({ look: "quiet", size: "small" })}>
        <Tag aria-hidden size={15} />
        {t("select.tags")}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={8}
          className="z-50 w-72 animate-appear rounded-lg border border-line bg-surface p-3 shadow-float"
        >
          <form onSubmit={handleSubmit} className="grid gap-3">
            <Field
              label={t("tags.addLabel")}
              value={text}
              maxLength={40}
              autoComplete="off"
              autoCapitalize="off"
              onChange={(event) => setText(event.target.value)}
            />
            <div className="flex gap-2">
              <Button type="submit" look="primary" size="small" disabled={tag === ""}>
                {t("select.addTags")}
              </Button>
              <Button size="small" disabled={tag === ""} onClick={() => choose("removeTags")}>
                {t("select.removeTags")}
              </Button>
            </div>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
