"use client";

import { CheckCheck, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { Notice } from "../../components/ui/notice.tsx";
import { t } from "../../lib/messages/translate.ts";
import { InboxRow } from "./inbox-row.tsx";
import { useInbox, useMarkRead } from "./use-inbox.ts";

/** What one was told, to be read and done with. */
export function InboxScreen() {
  const isUnreadOnly = useSearchParams().get("show") === "unread";
  const query = useInbox(isUnreadOnly);
  const { mutate, isPending } = useMarkRead();
  const unread = query.data?.pages[0]?.unread ?? 0;
  return (
    <div className="page">
      <div className="max-w-3xl">
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="text-display font-semibold tracking-tight">{t("inbox.title")}</h1>
            <p className="mt-0.5 text-ink-soft">{t("inbox.unread", { count: unread })}</p>
          </div>
          <div className="flex gap-2">
            <Button disabled={unread === 0} isBusy={isPending} onClick={() => mutate({})}>
              <CheckCheck aria-hidden size={16} />
              {t("inbox.readAll")}
            </Button>
            <Link
              href="/account#notifications"
              aria-label={t("inbox.settings")}
              title={t("inbox.settings")}
              className={buttonStyle({ size: "icon" })}
            >
              <SlidersHorizontal aria-hidden size={16} />
            </Link>
          </div>
        </header>
        <div className="mt-4 mb-4">
          <LinkTabs
            label={t("inbox.show")}
            tabs={[
              { href: "/notifications", name: t("inbox.all"), isCurrent: !isUnreadOnly },
              {
                href: "/notifications?show=unread",
                name: t("inbox.unreadOnly"),
                isCurrent: isUnreadOnly,
              },
            ]}
          />
        </div>
        <Loaded query={query}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <NothingThere isUnreadOnly={isUnreadOnly} />;
            return (
              <ul aria-label={t("inbox.title")} className="sheet">
                {items.map((item) => (
                  <InboxRow key={item.id} item={item} onRead={mutate} />
                ))}
              </ul>
            );
          }}
        </Loaded>
        <MoreButton query={query} />
      </div>
    </div>
  );
}

function NothingThere({ isUnreadOnly }: { isUnreadOnly: boolean }) {
  return (
    <Notice
      title={t(isUnreadOnly ? "inbox.noUnread" : "inbox.empty")}
      actions={
        <Link href="/account#notifications" className={buttonStyle()}>
          {t("inbox.settings")}
        </Link>
      }
    >
      {t("inbox.emptyText")}
    </Notice>
  );
}
