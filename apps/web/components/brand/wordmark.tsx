import { t } from "../../lib/messages/translate.ts";
import { Mark } from "./mark.tsx";

/** The mark with the name. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 text-ink">
      <Mark size={22} />
      <span className="text-lead font-semibold tracking-tight max-[18rem]:sr-only">
        {t("app.name")}
      </span>
    </span>
  );
}
