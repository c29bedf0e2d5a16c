import { clsx } from "clsx";
import { Check } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import type { SetupStep } from "./use-setup.ts";

const STEPS = ["none", "choices", "torrents", "programs"] as const;

interface SetupStepsProps {
  current: SetupStep;
  /** Goes to another step; absent before there is an account. */
  onGo?: (step: SetupStep) => void;
}

/** Where in the set-up one is, and the way to its other steps. */
export function SetupSteps({ current, onGo }: SetupStepsProps) {
  const position = STEPS.findIndex((step) => step === current);
  const index = position === -1 ? STEPS.length : position;
  // The card of the first step is as narrow as a phone.
  const hidden = current === "none" ? "sr-only" : "max-sm:sr-only";
  return (
    <ol
      aria-label={t("setup.steps")}
      className="-mt-1 mb-6 flex items-center gap-x-2.5 text-small [&>li:not(:last-child)]:after:h-px [&>li:not(:last-child)]:after:min-w-3 [&>li:not(:last-child)]:after:flex-1 [&>li:not(:last-child)]:after:bg-line"
    >
      {STEPS.map((step, place) => {
        const isPressable = onGo !== undefined && step !== "none" && place !== index;
        const content = (
          <>
            <Number place={place} index={index} />
            <span className={clsx("whitespace-nowrap", place !== index && hidden)}>
              {t(`setup.step.${step}`)}
            </span>
          </>
        );
        return (
          <li
            key={step}
            aria-current={place === index ? "step" : undefined}
            className={clsx(
              "flex items-center gap-x-2.5 not-last:grow",
              place === index ? "font-medium text-ink" : "text-ink-faint",
            )}
          >
            {isPressable ? (
              <button
                type="button"
                className="touch flex items-center gap-2 rounded-sm hover:text-ink"
                onClick={() => onGo(step)}
              >
                {content}
              </button>
            ) : (
              <span className="flex items-center gap-2">{content}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Number({ place, index }: { place: number; index: number }) {
  return (
    <span
      className={clsx(
        "figures flex size-5 shrink-0 items-center justify-center rounded-full text-caption font-semibold",
        place <= index ? "bg-accent text-accent-ink" : "bg-shoal-hover text-ink-soft",
      )}
    >
      {place < index ? <Check aria-hidden size={12} strokeWidth={3} /> : place + 1}
    </span>
  );
}
