import { RotateCw, TriangleAlert } from "lucide-react";

import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { Button } from "./button.tsx";

interface FailureBoxProps {
  error: unknown;
  onRetry: () => void;
}

/** The error state of a part of a screen, no larger than what would stand there. */
export function FailureBox({ error, onRetry }: FailureBoxProps) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3"
    >
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2.5">
        <TriangleAlert aria-hidden size={17} className="mt-0.5 shrink-0 text-poor" />
        <div className="min-w-0">
          <p className="font-medium">{t("error.title")}</p>
          <p className="text-pretty text-ink-soft">{describeError(error)}</p>
        </div>
      </div>
      <Button size="small" onClick={onRetry}>
        <RotateCw aria-hidden size={15} />
        {t("app.retry")}
      </Button>
    </div>
  );
}
