import { useId } from "react";

import { t } from "../../lib/messages/translate.ts";
import { REGISTRATIONS, type Choices } from "./choices.ts";

interface RegistrationChoiceProps {
  value: Choices["registration"];
  onChange: (value: Choices["registration"]) => void;
}

/** Who may make an account of their own. */
export function RegistrationChoice({ value, onChange }: RegistrationChoiceProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="text-small font-medium">{t("setup.registration")}</legend>
      <div className="mt-1.5 grid gap-2 sm:grid-cols-3">
        {REGISTRATIONS.map((choice) => (
          <label
            key={choice}
            className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] content-start gap-x-2.5 rounded-md border border-line-strong/55 p-3 transition-colors hover:bg-shoal-hover has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === value}
              onChange={() => onChange(choice)}
              className="mt-1 size-3.5 shrink-0 accent-accent"
            />
            <span className="font-medium">{t(`setup.registration.${choice}`)}</span>
            <span className="col-start-2 text-small text-pretty text-ink-soft">
              {t(`setup.registrationText.${choice}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
