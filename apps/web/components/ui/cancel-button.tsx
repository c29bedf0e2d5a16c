import { X } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import { Button } from "./button.tsx";

interface CancelButtonProps {
  isBusy?: boolean;
  className?: string;
  onClick: () => void;
}

/** Ends work that is under way. */
export function CancelButton({ isBusy = false, className = "", onClick }: CancelButtonProps) {
  return (
    <Button size="small" className={className} isBusy={isBusy} onClick={onClick}>
      <X aria-hidden size={14} />
      {t("app.cancel")}
    </Button>
  );
}
