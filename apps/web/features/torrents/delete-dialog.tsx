"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import type { Torrent } from "./torrent-query.ts";

interface DeleteDialogProps {
  torrent: Torrent;
  onClose: () => void;
}

/** Asks before a torrent leaves the index, then goes back to the search. */
export function DeleteDialog({ torrent, onClose }: DeleteDialogProps) {
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const { infoHash, title } = torrent;
  const { mutate, isPending, isSuccess, error } = useMutation(
    orpc.torrents.delete.mutationOptions({
      onSuccess: () => {
        toast(t("delete.done", { title }));
        void client.invalidateQueries({ queryKey: orpc.search.key() });
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
