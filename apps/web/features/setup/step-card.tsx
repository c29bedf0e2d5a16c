"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { SetupSteps } from "./setup-steps.tsx";
import { useSetupStep, type SetupStep } from "./use-setup.ts";

interface StepCardProps {
  step: SetupStep;
  /** The step before; absent where there is no way back. */
  back?: SetupStep;
  next: SetupStep;
  title: string;
  lead: ReactNode;
  /** There is something here that was done, so that going on is no skipping. */
  isDone?: boolean;
  /** Id of the form that goes on by itself when it is sent. */
  form?: string;
  isBusy?: boolean;
  children: ReactNode;
}

/** A step of the set-up with the way on, and past it. */
export function StepCard(props: StepCardProps) {
  const { step, back, next, title, lead, isDone = false, form, isBusy = false, children } = props;
  const { mutate, isPending, error } = useSetupStep();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Each step is read from its beginning, by eye and by screen reader.
    window.scrollTo({ top: 0 });
    top.current?.focus({ preventScroll: true });
  }, []);
  const go = (target: SetupStep) => mutate({ step: target });
  return (
    <div ref={top} tabIndex={-1} className="flex w-full justify-center outline-none">
      <Card width="wide" title={title} lead={lead}>
        <SetupSteps current={step} onGo={go} />
        {children}
        {error === null ? null : (
          <div className="mt-4">
            <Problem>{describeError(error)}</Problem>
          </div>
        )}
        <div className="mt-7 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
          <p className="text-small text-ink-faint">{t("setup.later")}</p>
          <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
            {back === undefined ? null : (
              <Button look="quiet" disabled={isPending} onClick={() => go(back)}>
                <ArrowLeft aria-hidden size={16} />
                {t("setup.back")}
              </Button>
            )}
            {isDone ? null : (
              <Button
                look={form === undefined ? "plain" : "quiet"}
                disabled={isPending || isBusy}
                onClick={() => go(next)}
              >
                {t("setup.skip")}
              </Button>
            )}
            {form === undefined ? null : (
              <Button look="primary" type="submit" form={form} isBusy={isPending || isBusy}>
                {t("setup.saveContinue")}
              </Button>
            )}
            {isDone ? (
              <Button look="primary" isBusy={isPending} onClick={() => go(next)}>
                {t("setup.continue")}
              </Button>
            ) : null}
          </div>
        </div>
      </Card>
    </div>
  );
}
