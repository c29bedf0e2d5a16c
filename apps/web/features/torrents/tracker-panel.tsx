import { CopyField } from "../../components/ui/copy-field.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";
import type { Torrent } from "./torrent-query.ts";

/** The magnet link to copy, and the trackers in it. */
export function TrackerPanel({ torrent }: { torrent: Torrent }) {
  const { magnet, trackers } = torrent;
  return (
    <>
      <Panel title={t("torrent.magnet")}>
        <CopyField isLabelHidden label={t("torrent.magnet")} value={magnet} />
      </Panel>
      <Panel title={t("torrent.trackers")}>
        {trackers.length === 0 ? (
          <p className="text-small text-ink-soft">{t("torrent.noTrackers")}</p>
        ) : (
          <ul className="sheet font-mono text-caption">
            {trackers.map((tracker) => (
              <li key={tracker} className="py-1.5 leading-5 wrap-anywhere">
                {tracker}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
