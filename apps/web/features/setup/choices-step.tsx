"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Field } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useShowRefusal } from "../../lib/use-show-refusal.ts";
import { planChanges, readChoices, type Choices } from "./choices.ts";
import { RegistrationChoice } from "./registration-choice.tsx";
import { StepCard } from "./step-card.tsx";
import { useSetupStep } from "./use-setup.ts";

/** What the server is called, who may come in and how large it may grow. */
export function ChoicesStep() {
  const form = useId();
  const query = useQuery(orpc.admin.config.get.queryOptions());
  const client = useQueryClient();
  const { mutate: go } = useSetupStep();
  const save = useMutation(
    orpc.admin.config.update.mutationOptions({
      onSuccess: (description) => {
        client.setQueryData(orpc.admin.config.get.queryKey(), description);
        go({ step: "torrents" });
      },
    }),
  );
  return (
    <StepCard
      step="choices"
      next="torrents"
      title={t("setup.choicesTitle")}
      lead={t("setup.choicesLead")}
      form={form}
      isBusy={save.isPending}
    >
      <Loaded query={query}>
        {({ modules }) => (
          <ChoicesForm
            id={form}
            stored={readChoices(modules)}
            error={save.error}
            onSubmit={(choices) => {
              const changes = planChanges(readChoices(modules), choices);
              if (changes.length === 0) go({ step: "torrents" });
              else save.mutate({ changes });
            }}
          />
        )}
      </Loaded>
    </StepCard>
  );
}

interface ChoicesFormProps {
  id: string;
  stored: Choices;
  error: Error | null;
  onSubmit: (choices: Choices) => void;
}

function ChoicesForm({ id, stored, error, onSubmit }: ChoicesFormProps) {
  const [choices, setChoices] = useState(stored);
  const shown = useShowRefusal(error);
  const set = (change: Partial<Choices>) => setChoices({ ...choices, ...change });
  const refusals = fieldErrors(error);
  const refusal = (name: string) => refusals.find(({ field }) => field === name)?.message;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    onSubmit(choices);
  }

  return (
    <form ref={shown} id={id} noValidate onSubmit={handleSubmit} className="grid gap-7">
      <RegistrationChoice
        value={choices.registration}
        onChange={(registration) => set({ registration })}
      />
      <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
        <Field
          label={t("setup.siteName")}
          hint={t("setup.siteNameHint")}
          value={choices.name}
          maxLength={60}
          autoComplete="off"
          error={refusal("site.name")}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Field
          label={t("setup.budget")}
          hint={t("setup.budgetHint")}
          value={choices.budget}
          inputMode="decimal"
          maxLength={9}
          placeholder={t("setup.budgetNone")}
          autoComplete="off"
          error={refusal("upkeep.maxBytes")}
          onChange={(event) => {
            const typed = event.target.value.replace(",", ".");
            if (/^\d*\.?\d*$/.test(typed)) set({ budget: typed });
          }}
        />
      </div>
      {error === null || refusals.length > 0 ? null : <Problem>{describeError(error)}</Problem>}
    </form>
  );
}
