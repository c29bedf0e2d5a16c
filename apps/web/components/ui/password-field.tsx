"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";

import { t } from "../../lib/messages/translate.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

/** A password that can be shown while it is typed. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, "type" | "end">) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  const toggle = (
    <Button
      look="quiet"
      size="icon-small"
      aria-label={t(isShown ? "signIn.hidePassword" : "signIn.showPassword")}
      aria-pressed={isShown}
      onClick={() => setIsShown(!isShown)}
    >
      <Icon aria-hidden size={17} />
    </Button>
  );
  return (
    <Field
      {...props}
      type={isShown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      end={toggle}
    />
  );
}
