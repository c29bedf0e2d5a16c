import { clsx } from "clsx";

import { t } from "../../lib/messages/translate.ts";
import { MIN_PASSWORD_LENGTH, ratePassword } from "../identity/password-strength.ts";

interface StrengthHintProps {
  name: string;
  email: string;
  password: string;
}

const TONES = ["bg-line", "bg-poor", "bg-fair", "bg-good"] as const;

/** How hard the password is to guess, in words and as a bar. */
export function StrengthHint({ name, email, password }: StrengthHintProps) {
  const strength = ratePassword(password, [...name.split(/\s+/), ...email.split(/[@.]/)]);
  const text =
    strength === 0
      ? t("setup.strength0", { count: MIN_PASSWORD_LENGTH })
      : t(`setup.strength${strength}`);
  return (
    <span className="grid gap-1.5">
      <span aria-hidden className="grid grid-cols-3 gap-1">
        {[1, 2, 3].map((level) => (
          <span
            key={level}
            className={clsx(
              "h-1 rounded-full transition-colors",
              level <= strength ? TONES[strength] : TONES[0],
            )}
          />
        ))}
      </span>
      {text}
    </span>
  );
}
