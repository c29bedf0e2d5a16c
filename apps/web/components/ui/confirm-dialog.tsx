import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Problem } from "./problem.tsx";

interface ConfirmDialogProps {
  title: string;
  text: string;
  /** What happens, on the button. */
  confirm: string;
  /** Red only where something is destroyed, as it mostly is. */
  look?: "destroy" | "primary";
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is destroyed, or reaches far. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, confirm, look = "destroy", isPending, error, onConfirm, onClose } = props;
  const footer = (
    <>
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button look={look} isBusy={isPending} onClick={onConfirm}>
        {confirm}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onOpenChange={onClose} title={title} description={text} footer={footer}>
      {error === null ? null : <Problem>{describeError(error)}</Problem>}
    </Dialog>
  );
}
