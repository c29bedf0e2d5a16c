import Link from "next/link";

import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { t } from "../../lib/messages/translate.ts";

interface FullRestoreDialogProps {
  /** Of the file, on the server. */
  path: string;
  onClose: () => void;
}

const NEW_DIRECTORY = "./data-restored";
/** The folder of backups lies in the data directory, beside the secret. */
const FROM_BACKUP = /\/[^/]+\/[^/]+$/;

/** The commands that bring a full backup back: a server does not replace its own database. */
export function FullRestoreDialog({ path, onClose }: FullRestoreDialogProps) {
  const secret = path.replace(FROM_BACKUP, "/secret");
  const steps = [
    {
      text: t("restores.fullSecret"),
      command: `mkdir -p ${NEW_DIRECTORY} &&\n  cp ${quote(secret)} ${NEW_DIRECTORY}/`,
    },
    {
      text: t("restores.fullLoad"),
      command: `DATA_DIR=${NEW_DIRECTORY} npm run -s minato -- restore \\\n  ${quote(path)}`,
    },
    { text: t("restores.fullStart"), command: `DATA_DIR=${NEW_DIRECTORY} npm start` },
  ];
  return (
    <Dialog
      isOpen
      width="wide"
      onOpenChange={onClose}
      title={t("restores.fullTitle")}
      description={t("restores.fullText")}
    >
      <ol className="grid gap-4">
        <li>{t("restores.fullStop")}</li>
        {steps.map(({ text, command }) => (
          <li key={text} className="grid gap-1.5">
            {text}
            <CopyField isLabelHidden isBlock label={text} value={command} />
          </li>
        ))}
      </ol>
      <p className="mt-4 text-small text-pretty text-ink-soft">
        {t("restores.fullNote")}{" "}
        <Link href="/docs/operations#backup" className="text-accent hover:underline">
          {t("guide.open")}
        </Link>
      </p>
    </Dialog>
  );
}

/** As a shell takes it. */
function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
