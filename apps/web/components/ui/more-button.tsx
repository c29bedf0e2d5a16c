import { t } from "../../lib/messages/translate.ts";
import { Button } from "./button.tsx";

interface MoreButtonProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Loads the next page of a list, while there is one. */
export function MoreButton({ query }: MoreButtonProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (!hasNextPage) return null;
  return (
    <Button
      size="small"
      className="mt-3"
      isBusy={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {t("app.more")}
    </Button>
  );
}
