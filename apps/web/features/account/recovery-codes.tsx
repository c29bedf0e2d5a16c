import { Download } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { t } from "../../lib/messages/translate.ts";
import { saveFile } from "../../lib/save-file.ts";

/** Recovery codes, the one time they are shown. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = codes.join("\n");
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("twoFactor.recoveryTitle")}
      description={t("twoFactor.recoveryStep")}
      footer={
        <>
          <Button onClick={() => saveFile("minato-recovery-codes.txt", `${text}\n`, "text/plain")}>
            <Download aria-hidden size={16} />
            {t("twoFactor.download")}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t("twoFactor.kept")}
          </Button>
        </>
      }
    >
      <CopyField isBlock isLabelHidden label={t("twoFactor.recoveryCodes")} value={text} />
    </Dialog>
  );
}
