"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import type { Torrent } from "./torrent-query.ts";

interface DeleteDialogProps {
  torrent: Torrent;
  onClose: () => void;
}

/** Asks before a torrent leaves the index, then goes back to the search and offers to undo it. */
export function DeleteDialog({ torrent, onClose }: DeleteDialogProps) {
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const { infoHash, title } = torrent;
  // Not what was asked about the torrent itself: this page is still there, the torrent is not.
  const refresh = () => {
    void client.invalidateQueries({ queryKey: orpc.search.torrents.key() });
    void client.invalidateQueries({ queryKey: orpc.search.titles.key() });
  };
  const { mutate: restore } = useMutation(
    orpc.upkeep.purgatory.restore.mutationOptions({
      onSuccess: () => {
        toast(t("purged.restored", { title }));
        void client.invalidateQueries({ queryKey: orpc.torrents.key() });
        refresh();
        router.push(`/torrents/${infoHash}`);
      },
      onError: (problem) => toast(describeError(problem), "poor"),
    }),
  );
  const { mutate, isPending, isSuccess, error } = useMutation(
    orpc.torrents.delete.mutationOptions({
      onSuccess: () => {
        toast(t("delete.done", { title }), "good", {
          name: t("app.undo"),
          perform: () => restore({ infoHashes: [infoHash] }),
        });
        refresh();
        router.push("/");
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t("delete.title")}
      text={t("delete.text")}
      confirm={t("delete.confirm")}
      isPending={isPending || isSuccess}
      error={error}
      onConfirm={() => mutate({ infoHash })}
      onClose={onClose}
    />
  );
}
