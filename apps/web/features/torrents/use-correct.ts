import { useMutation, useQueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { torrentQuery, type Torrent } from "./torrent-query.ts";

/** Corrects one thing of a torrent; its page and the results of searches follow. */
export function useCorrect({ infoHash }: Pick<Torrent, "infoHash">) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation(
    orpc.torrents.update.mutationOptions({
      onSuccess: (saved, { verdict }) => {
        client.setQueryData(torrentQuery(infoHash).queryKey, saved);
        void client.invalidateQueries({ queryKey: orpc.search.key() });
        void client.invalidateQueries({ queryKey: orpc.admin.audit.key() });
        if (verdict !== undefined) toast(t("verdict.saved", { verdict: t(`verdict.${verdict}`) }));
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
}
