import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { Problem } from "../../components/ui/problem.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiInputs } from "../../lib/orpc.ts";
import { useSettled } from "../../lib/use-settled.ts";

type PreviewInput = ApiInputs["feeds"]["profiles"]["preview"];

interface ProfilePreviewProps {
  filters: PreviewInput["filters"];
  sort: PreviewInput["sort"];
}

const LIMIT = 8;
const TYPING_PAUSE_MS = 250;

/** The first items a profile with these filters would have now, in its order. */
export function ProfilePreview({ filters, sort }: ProfilePreviewProps) {
  // As text, so that a draft that says the same is no change.
  const settled = useSettled(JSON.stringify({ filters, sort, limit: LIMIT }), TYPING_PAUSE_MS);
  const { data, error } = useQuery(
    orpc.feeds.profiles.preview.queryOptions({
      input: JSON.parse(settled ?? "{}") as PreviewInput,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <section aria-label={t("profile.preview")} aria-live="polite">
      <h3 className="mb-1 text-small font-medium">
        {data === undefined
          ? t("profile.preview")
          : t("profile.previewCount", { count: data.total })}
      </h3>
      {error === null ? null : (
        <Problem>{fieldErrors(error)[0]?.message ?? describeError(error)}</Problem>
      )}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : data.items.length === 0 ? (
        <p className="text-small text-ink-soft">{t("profile.previewEmpty")}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line text-small">
          {data.items.map(({ guid, title, size }) => (
            <li key={guid} className="flex gap-4 py-1.5">
              <span className="verbatim min-w-0 flex-1 truncate" title={title}>
                {title}
              </span>
              <span className="figures text-ink-soft">{size === 0 ? "–" : formatSize(size)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
