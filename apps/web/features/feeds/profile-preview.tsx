import { Problem } from "../../components/ui/problem.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import type { useProfilePreview } from "./use-profile-preview.ts";

interface ProfilePreviewProps {
  preview: ReturnType<typeof useProfilePreview>;
}

/** What a profile would have now. */
export function ProfilePreview({ preview: { data, error } }: ProfilePreviewProps) {
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
        <ul className="sheet text-small">
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
