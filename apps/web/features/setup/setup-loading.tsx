import { Card } from "../../components/ui/card.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t } from "../../lib/messages/translate.ts";

/** The shape of the set-up until it is known how far it is. */
export function SetupLoading() {
  return (
    <Card title={t("setup.title")} lead={t("setup.loading")}>
      <div aria-busy className="grid gap-6">
        {[1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-10 w-full" />
        ))}
      </div>
    </Card>
  );
}
