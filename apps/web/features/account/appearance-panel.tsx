import { useId } from "react";

import { inputStyle } from "../../components/ui/field.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import {
  currentLanguage,
  LANGUAGES,
  switchLanguage,
  type Language,
} from "../../lib/messages/language.ts";
import { t } from "../../lib/messages/translate.ts";
import { THEMES, useTheme } from "../../lib/theme.ts";
import { THEME_ICONS } from "../identity/theme-icons.ts";

/** How this browser shows the pages. */
export function AppearancePanel() {
  return (
    <Panel id="appearance" title={t("account.appearance")}>
      <div className="sheet">
        <ThemeRow />
        <LanguageRow />
      </div>
    </Panel>
  );
}

function ThemeRow() {
  const [theme, setTheme] = useTheme();
  const id = useId();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <span id={id} className="font-medium">
        {t("account.theme")}
      </span>
      <div
        role="radiogroup"
        aria-labelledby={id}
        className="flex gap-0.5 rounded-md border border-line bg-shoal p-0.5"
      >
        {THEMES.map((choice) => {
          const Icon = THEME_ICONS[choice];
          return (
            <label
              key={choice}
              className="flex h-8 items-center gap-2 rounded-sm px-3 text-small font-medium text-ink-soft transition-colors hover:text-ink has-checked:bg-accent-wash has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-10"
            >
              <input
                type="radio"
                name={id}
                value={choice}
                checked={theme === choice}
                onChange={() => setTheme(choice)}
                className="sr-only"
              />
              <Icon aria-hidden size={15} />
              {t(`theme.${choice}`)}
            </label>
          );
        })}
      </div>
    </div>
  );
}

function LanguageRow() {
  const language = currentLanguage();
  const id = useId();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <label htmlFor={id} className="font-medium">
        {t("account.language")}
      </label>
      <select
        id={id}
        value={language}
        onChange={({ target }) => switchLanguage(target.value as Language)}
        className={`${inputStyle} h-9 w-auto!`}
      >
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
