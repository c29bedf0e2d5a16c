import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { formatRelative } from "../../lib/format/format-date.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type Invitation = ApiOutputs["identity"]["invitations"]["list"]["items"][number];

/** One invitation: for whom, how far used, who came. */
export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id, email, note, inviter, useCount, maxUses, expiresAt, isUsable, people } = invitation;
  const client = useQueryClient();
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const { mutate, isPending, error } = useMutation(
    orpc.identity.invitations.revoke.mutationOptions({
      onSuccess: () => {
        setIsAsking(false);
        toast(t("invite.revoked"));
        return client.invalidateQueries({ queryKey: orpc.identity.invitations.key() });
      },
    }),
  );
  const facts = [
    inviter === undefined ? [] : t("invite.by", { name: inviter }),
    t("invite.used", { count: useCount, total: maxUses }),
    isUsable ? t("invite.ends", { age: formatRelative(expiresAt) }) : t("invite.over"),
  ].flat();
  return (
    <li className="flex items-center justify-between gap-4 py-2.5">
      <div className={clsx("min-w-0", !isUsable && "opacity-70")}>
        <div className="truncate font-medium">{note ?? email ?? t("invite.of", { id })}</div>
        <div className="text-small text-ink-faint">{facts.join(" · ")}</div>
        {people.length === 0 ? null : (
          <div className="text-small text-ink-soft">
            {t("invite.people", { names: people.join(", ") })}
          </div>
        )}
      </div>
      {isUsable ? (
        <Button
          look="danger"
          size="small"
          aria-label={t("invite.revokeOf", { id })}
          onClick={() => setIsAsking(true)}
        >
          {t("invite.revoke")}
        </Button>
      ) : null}
      {isAsking ? (
        <ConfirmDialog
          title={t("invite.revokeTitle")}
          text={t("invite.revokeText")}
          confirm={t("invite.revoke")}
          isPending={isPending}
          error={error}
          onConfirm={() => mutate({ id })}
          onClose={() => setIsAsking(false)}
        />
      ) : null}
    </li>
  );
}
