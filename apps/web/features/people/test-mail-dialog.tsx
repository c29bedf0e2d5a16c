import { useMutation } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";

/** Sends a test message and says what the mail server says. */
export function TestMailDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const toast = useToast();
  const { me } = useSession();
  const [recipient, setRecipient] = useState(me?.email ?? "");
  const { mutate, isPending, error } = useMutation(
    orpc.admin.mail.test.mutationOptions({
      onSuccess: () => {
        toast(t("mail.testSent", { recipient }));
        onClose();
      },
    }),
  );

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ recipient: recipient.trim() });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("mail.test")}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isPending}>
            {t("mail.test")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={handleSubmit} className="grid gap-4 pt-1">
        <Field
          label={t("mail.testTo")}
          type="email"
          autoComplete="email"
          required
          value={recipient}
          onChange={(event) => setRecipient(event.target.value)}
        />
        {error === null ? null : <Problem>{describeError(error)}</Problem>}
      </form>
    </Dialog>
  );
}
