import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { describeRole } from "./describe-role.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { useRoles, type Role } from "./use-roles.ts";

/** What people may do, role by role. */
export function RolePanel() {
  const query = useRoles();
  const [edited, setEdited] = useState<Role | "new">();
  return (
    <Panel
      title={t("roles.title")}
      aside={
        <Button size="small" onClick={() => setEdited("new")}>
          <Plus aria-hidden size={16} />
          {t("roles.create")}
        </Button>
      }
    >
      <p className="mb-3 text-ink-soft">{t("roles.text")}</p>
      <Loaded query={query}>
        {({ items }) => (
          <ul className="sheet">
            {items.map((role) => (
              <RoleRow key={role.id} role={role} onEdit={() => setEdited(role)} />
            ))}
          </ul>
        )}
      </Loaded>
      {edited === undefined ? null : (
        <RoleDialog
          {...(edited === "new" ? {} : { role: edited })}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Panel>
  );
}

function RoleRow({ role, onEdit }: { role: Role; onEdit: () => void }) {
  const { id, name, permissions, isBuiltIn, userCount } = role;
  const client = useQueryClient();
  const toast = useToast();
  const create = useMutation(
    orpc.admin.roles.create.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.admin.roles.key() }),
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  const { mutate, isPending } = useMutation(
    orpc.admin.roles.delete.mutationOptions({
      onSuccess: () => {
        toast(t("roles.deleted", { name }), "good", {
          name: t("app.undo"),
          perform: () => create.mutate({ name, permissions }),
        });
        return client.invalidateQueries({ queryKey: orpc.admin.roles.key() });
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  const mayText =
    permissions.length === 0
      ? t("roles.nothing")
      : permissions.map((scope) => t(`scope.${scope}`)).join(" · ");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <span className="font-medium">{describeRole(name)}</span>
          <span className="figures text-small text-ink-faint">
            {id === "guest" ? t("roles.guestText") : t("roles.count", { count: userCount })}
          </span>
        </div>
        <div className="text-small text-ink-soft">{mayText}</div>
      </div>
      <div className="flex shrink-0 gap-2">
        {isBuiltIn || userCount > 0 ? null : (
          <Button
            look="danger"
            size="small"
            isBusy={isPending}
            aria-label={t("roles.deleteOf", { name })}
            onClick={() => mutate({ id })}
          >
            {t("roles.delete")}
          </Button>
        )}
        <Button size="small" aria-label={t("roles.editOf", { name })} onClick={onEdit}>
          {t("roles.edit")}
        </Button>
      </div>
    </li>
  );
}
