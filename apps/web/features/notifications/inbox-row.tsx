import { clsx } from "clsx";
import { Mail, MailOpen } from "lucide-react";
import Link from "next/link";

import { Button } from "../../components/ui/button.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { t } from "../../lib/messages/translate.ts";
import type { InboxItem } from "./use-inbox.ts";

interface InboxRowProps {
  item: InboxItem;
  onRead: (change: { ids: number[]; isRead: boolean }) => void;
}

/** One notification; following it reads it. */
export function InboxRow({ item, onRead }: InboxRowProps) {
  const { id, title, text, path, count, happenedAt, isRead } = item;
  const name = t(isRead ? "inbox.markUnread" : "inbox.markRead", { title });
  return (
    <li className="flex items-start gap-3 py-3">
      <span
        aria-hidden
        className={clsx(
          "mt-2 size-2 shrink-0 rounded-full",
          isRead ? "bg-transparent" : "bg-accent",
        )}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <span
            className={clsx("min-w-0 wrap-anywhere", isRead ? "text-ink-soft" : "font-semibold")}
          >
            {path === undefined ? (
              title
            ) : (
              <Link
                href={path}
                className="hover:underline"
                onClick={() => isRead || onRead({ ids: [id], isRead: true })}
              >
                {title}
              </Link>
            )}
            {isRead ? null : <span className="sr-only"> ({t("inbox.isUnread")})</span>}
          </span>
          {count > 1 ? (
            <span className="figures text-small text-ink-faint">{t("inbox.times", { count })}</span>
          ) : null}
        </div>
        {text === "" ? null : <p className="mt-0.5 wrap-anywhere text-ink-soft">{text}</p>}
        <p className="mt-0.5 text-small text-ink-faint">
          <RelativeTime value={happenedAt} />
        </p>
      </div>
      <Button
        look="quiet"
        size="icon-small"
        aria-label={name}
        title={name}
        onClick={() => onRead({ ids: [id], isRead: !isRead })}
      >
        {isRead ? <Mail aria-hidden size={16} /> : <MailOpen aria-hidden size={16} />}
      </Button>
    </li>
  );
}
