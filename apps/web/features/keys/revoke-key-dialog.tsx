"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import type { ApiKey } from "./key-panel.tsx";

interface RevokeKeyDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
}

/** Asks before a key stops working. */
export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const { id, name } = apiKey;
  const { mutate, isPending, error } = useMutation(
    orpc.admin.apiKeys.revoke.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: orpc.admin.apiKeys.list.key() });
        // It may be the key of a connected program.
        void client.invalidateQueries({ queryKey: orpc.connect.key() });
        toast(t("keys.revoked", { name }));
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t("keys.revokeTitle", { name })}
      text={t("keys.revokeText")}
      confirm={t("keys.revoke")}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id })}
      onClose={onClose}
    />
  );
}
