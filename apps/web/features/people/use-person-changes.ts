import { useMutation, useQueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiInputs, type ApiOutputs } from "../../lib/orpc.ts";

/** Somebody as administrators see them. */
export type Person = ApiOutputs["admin"]["people"]["list"]["items"][number];

/** What an administrator can do about an account; `onDone` follows each that worked. */
export function usePersonChanges({ id, name }: Person, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  const finish = async (message: string) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: orpc.admin.people.key() }),
      client.invalidateQueries({ queryKey: orpc.admin.roles.key() }),
      client.invalidateQueries({ queryKey: orpc.admin.invitationTree.key() }),
      client.invalidateQueries({ queryKey: orpc.identity.me.key() }),
    ]);
    toast(message);
    onDone();
  };
  const onError = (error: unknown) => toast(describeError(error), "poor");
  const update = useMutation(
    orpc.admin.people.update.mutationOptions({
      onSuccess: (person, { role, suspended }) =>
        finish(
          role === undefined
            ? t(suspended === true ? "people.isSuspended" : "people.isResumed", { name })
            : t("people.roleChanged", { name, role: person.roleName }),
        ),
      onError,
    }),
  );
  const signOut = useMutation(
    orpc.admin.people.signOut.mutationOptions({
      onSuccess: ({ ended }) => finish(t("people.isSignedOut", { count: ended })),
      onError,
    }),
  );
  const remove = useMutation(
    orpc.admin.people.delete.mutationOptions({
      onSuccess: () => finish(t("people.isDeleted", { name })),
      onError,
    }),
  );
  return {
    isPending: update.isPending || signOut.isPending || remove.isPending,
    update: (change: Omit<ApiInputs["admin"]["people"]["update"], "id">) =>
      update.mutate({ id, ...change }),
    signOut: () => signOut.mutate({ id }),
    remove: () => remove.mutate({ id }),
  };
}
