import { RotateCw } from "lucide-react";

import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

interface FailureProps {
  error: unknown;
  title?: string;
  onRetry: () => void;
}

/** The error state of a list or a screen. */
export function Failure({ error, title = t("error.title"), onRetry }: FailureProps) {
  const retry = (
    <Button onClick={onRetry}>
      <RotateCw aria-hidden size={16} />
      {t("app.retry")}
    </Button>
  );
  return (
    <Notice role="alert" title={title} actions={retry}>
      {describeError(error)}
    </Notice>
  );
}
