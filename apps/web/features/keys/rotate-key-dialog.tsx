"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import type { ApiKey } from "./key-panel.tsx";

const GRACES = [
  [0, "keys.graceNone"],
  [1, "keys.graceHour"],
  [24, "keys.graceDay"],
  [168, "keys.graceWeek"],
] as const;

interface RotateKeyDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
}

/** Gives a key a new secret and shows it the one time it can be shown. */
export function RotateKeyDialog({ apiKey: { id, name }, onClose }: RotateKeyDialogProps) {
  const client = useQueryClient();
  const [graceHours, setGraceHours] = useState<number>(24);
  const { mutate, data, isPending, error } = useMutation(
    orpc.admin.apiKeys.rotate.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.admin.apiKeys.list.key() }),
    }),
  );
  if (data !== undefined) {
    return (
      <Dialog
        isOpen
        onOpenChange={onClose}
        title={t("keys.madeTitle")}
        description={t("keys.madeText")}
        footer={
          <Button look="primary" onClick={onClose}>
            {t("keys.done")}
          </Button>
        }
      >
        <CopyField label={data.name} value={data.key} />
      </Dialog>
    );
  }
  const footer = (
    <>
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button look="primary" isBusy={isPending} onClick={() => mutate({ id, graceHours })}>
        {t("keys.rotate")}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("keys.rotateTitle", { name })}
      description={t("keys.rotateText")}
      footer={footer}
    >
      <SelectField
        className="pb-3"
        label={t("keys.grace")}
        value={graceHours}
        options={GRACES.map(([value, text]) => ({ value, name: t(text) }))}
        onChange={setGraceHours}
      />
      {error === null ? null : <Problem>{describeError(error)}</Problem>}
    </Dialog>
  );
}
