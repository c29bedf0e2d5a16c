"use client";

import { clsx } from "clsx";
import { ShieldAlert, ShieldX } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import type { Torrent } from "./torrent-query.ts";
import { useCorrect } from "./use-correct.ts";

/** What speaks against a torrent, with a person's last word on it; nothing when all is well. */
export function VerdictPanel({ torrent }: { torrent: Torrent }) {
  const { verdict, judgement } = torrent;
  const { can } = useSession();
  const { mutate, isPending } = useCorrect(torrent);
  if (verdict === null || (verdict === "good" && !judgement.isCorrected)) return null;
  if (verdict === "good" && judgement.reasons.length === 0) return null;
  const isFake = verdict === "fake";
  const Icon = isFake ? ShieldX : ShieldAlert;
  const decide = (decision: "good" | "fake") =>
    mutate({ infoHash: torrent.infoHash, verdict: decision });
  return (
    <section
      aria-labelledby="verdict"
      className={clsx(
        "mt-6 rounded-lg border px-4 py-3",
        isFake ? "border-poor/40 bg-poor-wash" : "border-line bg-shoal",
      )}
    >
      <div className="flex items-start gap-3">
        <Icon
          aria-hidden
          size={20}
          className={clsx("mt-px shrink-0", isFake ? "text-poor" : "text-fair")}
        />
        <div className="min-w-0 flex-1">
          <h2 id="verdict" className="font-semibold">
            {judgement.isCorrected
              ? t("verdict.corrected", { verdict: t(`verdict.${verdict}`) })
              : t(isFake ? "verdict.titleFake" : "verdict.titleSuspicious")}
          </h2>
          {judgement.isCorrected && judgement.reasons.length > 0 ? (
            <p className="text-small text-ink-soft">{t("verdict.found")}</p>
          ) : null}
          <ul className="mt-1 grid gap-1 text-small">
            {judgement.reasons.map(({ code, text, file }) => (
              <li key={code}>
                {text}
                {file === undefined ? null : (
                  <span className="verbatim block text-ink-soft wrap-anywhere">{file}</span>
                )}
              </li>
            ))}
          </ul>
          {can("edit") ? (
            <div className="mt-3 flex flex-wrap gap-2">
              {verdict === "good" ? null : (
                <Button size="small" isBusy={isPending} onClick={() => decide("good")}>
                  {t("verdict.isFine")}
                </Button>
              )}
              {isFake ? null : (
                <Button size="small" isBusy={isPending} onClick={() => decide("fake")}>
                  {t("verdict.isFake")}
                </Button>
              )}
            </div>
          ) : null}
        </div>
      </div>
    </section>
  );
}
