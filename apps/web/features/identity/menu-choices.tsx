import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

import {
  currentLanguage,
  LANGUAGES,
  switchLanguage,
  type Language,
} from "../../lib/messages/language.ts";
import { t } from "../../lib/messages/translate.ts";
import { THEMES, useTheme } from "../../lib/theme.ts";
import { THEME_ICONS } from "./theme-icons.ts";

/** How the lines of the account's menu look. */
export const ITEM_STYLE =
  "flex h-9 cursor-pointer pointer-coarse:h-10 items-center gap-3 rounded-md px-2.5 outline-none data-highlighted:bg-shoal-hover";

/** The themes; a choice shows at once and the menu stays open. */
export function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return (
    <Choice label={t("account.theme")} value={theme}>
      {THEMES.map((choice) => {
        const Icon = THEME_ICONS[choice];
        return (
          <ChoiceItem key={choice} value={choice} onChoose={() => setTheme(choice)}>
            <Icon aria-hidden size={16} className="text-ink-soft" />
            {t(`theme.${choice}`)}
          </ChoiceItem>
        );
      })}
    </Choice>
  );
}

/** The languages, each named in itself; a choice draws the page anew. */
export function LanguageChoice() {
  const language = currentLanguage();
  return (
    <Choice label={t("account.language")} value={language}>
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <ChoiceItem
          key={tag}
          value={tag}
          onChoose={() => {
            if (tag !== language) switchLanguage(tag as Language);
          }}
        >
          <span lang={tag}>{name}</span>
        </ChoiceItem>
      ))}
    </Choice>
  );
}

function Choice({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <>
      <DropdownMenu.Label className="px-2.5 py-1 text-caption text-ink-faint">
        {label}
      </DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} aria-label={label}>
        {children}
      </DropdownMenu.RadioGroup>
    </>
  );
}

interface ChoiceItemProps {
  value: string;
  onChoose: () => void;
  children: ReactNode;
}

function ChoiceItem({ value, onChoose, children }: ChoiceItemProps) {
  return (
    <DropdownMenu.RadioItem
      value={value}
      className={ITEM_STYLE}
      onSelect={(event) => {
        event.preventDefault();
        onChoose();
      }}
    >
      {children}
      <DropdownMenu.ItemIndicator className="ml-auto text-accent">
        <Check aria-hidden size={16} />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}
