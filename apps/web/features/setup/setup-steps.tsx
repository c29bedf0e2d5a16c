import { clsx } from "clsx";
import { Check } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";

const STEPS = ["setup.stepAccount", "setup.stepNext"] as const;

/** Where in the set-up one is. */
export function SetupSteps({ current }: { current: number }) {
  return (
    <ol aria-label={t("setup.steps")} className="-mt-1 mb-6 flex gap-5 text-small">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={clsx(
            "flex items-center gap-2",
            index === current ? "font-medium text-ink" : "text-ink-faint",
          )}
        >
          <span
            className={clsx(
              "figures flex size-5 items-center justify-center rounded-full text-caption font-semibold",
              index <= current ? "bg-accent text-accent-ink" : "bg-shoal-hover text-ink-soft",
            )}
          >
            {index < current ? <Check aria-hidden size={12} strokeWidth={3} /> : index + 1}
          </span>
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
