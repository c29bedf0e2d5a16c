import { Card } from "../../components/ui/card.tsx";
import { t } from "../../lib/messages/translate.ts";

const PLACES = ["setup.whereTerminal", "setup.whereLog", "setup.whereRestart"] as const;

/** The page was opened without the link, or with one that does not count any more. */
export function SetupRefused({ isTokenWrong }: { isTokenWrong: boolean }) {
  return (
    <Card
      title={t(isTokenWrong ? "setup.badLinkTitle" : "setup.noLinkTitle")}
      lead={t(isTokenWrong ? "setup.badLinkText" : "setup.noLinkText")}
    >
      <h2 className="font-semibold">{t("setup.whereTitle")}</h2>
      <ul className="mt-2 grid gap-2">
        {PLACES.map((place) => (
          <li key={place} className="border-l-2 border-line pl-3 text-ink-soft">
            {t(place)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
