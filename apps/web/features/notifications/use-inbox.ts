import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { currentLanguage } from "../../lib/messages/language.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** Something one was told of. */
export type InboxItem = ApiOutputs["notifications"]["list"]["items"][number];

/** What one was told, newest first, page after page. */
export function useInbox(isUnreadOnly: boolean) {
  return useInfiniteQuery(
    orpc.notifications.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        language: currentLanguage(),
        unread: isUnreadOnly,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
}

/** Marks notifications as read or unread; the bell follows at once. */
export function useMarkRead() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation(
    orpc.notifications.read.mutationOptions({
      onSuccess: (left) => {
        client.setQueryData(orpc.notifications.unread.queryKey(), left);
        return client.invalidateQueries({ queryKey: orpc.notifications.list.key() });
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
}
