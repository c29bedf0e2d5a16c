import { clsx } from "clsx";
import { useId } from "react";

import { Button } from "../../components/ui/button.tsx";
import { inputStyle } from "../../components/ui/field.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { chooseInput, writeValue, type Setting, type SettingInput } from "./setting-values.ts";

interface SettingFieldProps {
  field: Setting;
  /** What was entered; undefined while nothing was. */
  text: string | undefined;
  isMalformed: boolean;
  /** Why the server did not take it. */
  refusal: string | undefined;
  onChange: (text: string) => void;
  onReset: () => void;
}

/** One setting: what it does, its name for programs, its value, and the way back to the default. */
export function SettingField(props: SettingFieldProps) {
  const { field, text, isMalformed, refusal, onReset } = props;
  const { name, description, schema, isSet, isSecret } = field;
  const id = useId();
  const input = chooseInput(field);
  const problem = isMalformed ? describeKind(schema) : refusal;
  const isBytes = /(^b|B)ytes$/.test(name) && typeof field.value === "number" && field.value > 0;
  return (
    <div className="grid gap-x-8 gap-y-2 py-3 sm:grid-cols-[minmax(0,1fr)_16rem]">
      <div>
        <label htmlFor={id} className="text-pretty">
          {description === "" ? name : description}
        </label>
        <div className="flex flex-wrap gap-x-3 text-small text-ink-faint">
          <code className="font-mono text-caption leading-5">{name}</code>
          {isSecret ? null : (
            <span>{t("settings.default", { value: describeValue(field.default) })}</span>
          )}
          {isBytes ? <span>{formatSize(Number(field.value))}</span> : null}
        </div>
      </div>
      <div>
        <ValueInput {...props} id={id} input={input} />
        {problem === undefined ? null : (
          <p id={`${id}-note`} role="alert" className="mt-1 text-small text-poor">
            {problem}
          </p>
        )}
        {isSet && text === undefined ? (
          <Button look="quiet" size="small" className="mt-1 -ml-2.5" onClick={onReset}>
            {t("settings.reset")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface ValueInputProps extends SettingFieldProps {
  id: string;
  input: SettingInput;
}

function ValueInput({ id, input, field, text, isMalformed, refusal, onChange }: ValueInputProps) {
  const { schema, isSecret, isSet, value } = field;
  const shown = text ?? (isSecret ? "" : writeValue(value, input));
  const shared = {
    id,
    value: shown,
    "aria-invalid": isMalformed || refusal !== undefined,
    "aria-describedby": `${id}-note`,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  if (input === "switch" || input === "choice") {
    const choices = input === "switch" ? ["true", "false"] : toTexts(schema["enum"]);
    return (
      <select {...shared} className={clsx(inputStyle, "h-9")}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {input === "switch" ? t(choice === "true" ? "settings.on" : "settings.off") : choice}
          </option>
        ))}
      </select>
    );
  }
  if (input === "json") {
    return (
      <textarea
        {...shared}
        rows={4}
        spellCheck={false}
        className={clsx(inputStyle, "py-2 font-mono text-small")}
      />
    );
  }
  return (
    <input
      {...shared}
      type={isSecret ? "password" : "text"}
      inputMode={input === "number" ? "decimal" : "text"}
      autoComplete="off"
      placeholder={isSecret && isSet ? t("settings.secretSet") : undefined}
      className={clsx(inputStyle, "h-9", input === "number" && "text-right tabular-nums")}
    />
  );
}

function describeKind({ minimum, maximum }: Setting["schema"]): string {
  if (typeof minimum === "number" && typeof maximum === "number") {
    return t("settings.between", { from: minimum, to: maximum });
  }
  return t("settings.malformed");
}

function describeValue(value: unknown): string {
  if (value === true) return t("settings.on");
  if (value === false) return t("settings.off");
  if (value === "") return t("app.none");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function toTexts(values: unknown): string[] {
  return Array.isArray(values) ? values.map(String) : [];
}
