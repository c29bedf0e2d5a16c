import Link from "next/link";

import { CopyField } from "../../components/ui/copy-field.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";

interface RestorePanelProps {
  /** The newest files of each kind; a placeholder stands where there is none. */
  portable: string | undefined;
  full: string | undefined;
}

/** The commands that bring a backup back: a server does not replace its own database. */
export function RestorePanel({ portable, full }: RestorePanelProps) {
  const commands = [
    {
      kind: "portable",
      command: `npm run -s minato -- restore --merge data/backups/${portable ?? "minato-….sqlite"}`,
    },
    {
      kind: "full",
      command: `DATA_DIR=./data-new npm run -s minato -- restore data/backups/${full ?? "minato-….backup"}`,
    },
  ] as const;
  return (
    <Panel
      title={t("backups.restoreTitle")}
      aside={
        <Link href="/docs/operations" className="text-small text-accent hover:underline">
          {t("guide.open")}
        </Link>
      }
    >
      <div className="sheet">
        {commands.map(({ kind, command }) => (
          <div key={kind} className="grid gap-2 py-3">
            <p className="max-w-2xl text-pretty text-ink-soft">
              <span className="font-medium text-ink">{t(`backups.${kind}`)}.</span>{" "}
              {t(`backups.${kind}Restore`)}
            </p>
            <CopyField
              isLabelHidden
              label={`${t("backups.restoreTitle")}: ${t(`backups.${kind}`)}`}
              value={command}
            />
          </div>
        ))}
      </div>
    </Panel>
  );
}
