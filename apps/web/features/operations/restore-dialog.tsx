import { Ban, GitMerge, RotateCcw, UserRound, type LucideIcon } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";

interface RestoreDialogProps {
  /** Of the file. */
  name: string;
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

const EFFECTS: readonly (readonly [LucideIcon, PlainMessageKey])[] = [
  [RotateCcw, "restores.willReturn"],
  [GitMerge, "restores.willMerge"],
  [Ban, "restores.willBlock"],
  [UserRound, "restores.willSpare"],
];

/** Says what a restore does and what it leaves alone, before it begins. */
export function RestoreDialog({ name, isPending, error, onConfirm, onClose }: RestoreDialogProps) {
  const footer = (
    <>
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button look="primary" isBusy={isPending} onClick={onConfirm}>
        {t("restores.start")}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onOpenChange={onClose} title={t("restores.ask")} footer={footer}>
      <p className="verbatim text-small wrap-anywhere text-ink-soft">{name}</p>
      <ul className="mt-4 grid gap-3">
        {EFFECTS.map(([Icon, text]) => (
          <li key={text} className="flex gap-3 text-pretty">
            <Icon aria-hidden size={16} className="mt-0.5 shrink-0 text-ink-faint" />
            {t(text)}
          </li>
        ))}
      </ul>
      {error === null ? null : (
        <div className="mt-4">
          <Problem>{describeError(error)}</Problem>
        </div>
      )}
    </Dialog>
  );
}
