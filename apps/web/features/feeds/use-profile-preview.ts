import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { orpc, type ApiInputs } from "../../lib/orpc.ts";
import { useSettled } from "../../lib/use-settled.ts";

type PreviewInput = ApiInputs["feeds"]["profiles"]["preview"];

const LIMIT = 8;
const TYPING_PAUSE_MS = 250;

/** The first items that a profile would have now, in its order. */
export function useProfilePreview({ filters, sort }: Pick<PreviewInput, "filters" | "sort">) {
  // As text, so that a draft that says the same is no change.
  const settled = useSettled(JSON.stringify({ filters, sort, limit: LIMIT }), TYPING_PAUSE_MS);
  return useQuery(
    orpc.feeds.profiles.preview.queryOptions({
      input: JSON.parse(settled ?? "{}") as PreviewInput,
      placeholderData: keepPreviousData,
    }),
  );
}
