import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import type { Role } from "./use-roles.ts";

const GUEST_PERMISSIONS = ["search", "feeds", "download"] as const;
const PERMISSIONS = [...GUEST_PERMISSIONS, "ingest", "edit", "metrics"] as const;

/** Makes a role, or changes what one is called and may do. */
export function RoleDialog({ role, onClose }: { role?: Role; onClose: () => void }) {
  const form = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState(role?.name ?? "");
  const [chosen, setChosen] = useState<readonly string[]>(role?.permissions ?? ["search"]);
  const [isChecked, setIsChecked] = useState(false);
  const onSuccess = async () => {
    await client.invalidateQueries();
    toast(t("roles.saved"));
    onClose();
  };
  const create = useMutation(orpc.admin.roles.create.mutationOptions({ onSuccess }));
  const update = useMutation(orpc.admin.roles.update.mutationOptions({ onSuccess }));
  const error = create.error ?? update.error;
  const isAdministrator = role?.id === "administrator";
  const offered = role?.id === "guest" ? GUEST_PERMISSIONS : PERMISSIONS;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setIsChecked(true);
    if (name.trim() === "") return;
    const permissions = offered.filter((scope) => chosen.includes(scope));
    if (role === undefined) create.mutate({ name, permissions });
    else update.mutate({ id: role.id, name, ...(isAdministrator ? {} : { permissions }) });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={role === undefined ? t("roles.create") : t("roles.editOf", { name: role.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            isBusy={create.isPending || update.isPending}
          >
            {t("roles.save")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={handleSubmit} className="grid gap-5 pt-1">
        <Field
          label={t("roles.name")}
          value={name}
          maxLength={40}
          autoComplete="off"
          error={isChecked && name.trim() === "" ? t("roles.nameNeeded") : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset>
          <legend className="mb-1 text-small font-medium">{t("roles.may")}</legend>
          {isAdministrator ? (
            <p className="text-ink-soft">{t("roles.everything")}</p>
          ) : (
            offered.map((scope) => (
              <Checkbox
                key={scope}
                checked={chosen.includes(scope)}
                onChange={({ target }) =>
                  setChosen(
                    target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope),
                  )
                }
              >
                <span className="py-1">{t(`scope.${scope}`)}</span>
              </Checkbox>
            ))
          )}
        </fieldset>
        {error === null ? null : <Problem>{describeError(error)}</Problem>}
      </form>
    </Dialog>
  );
}
