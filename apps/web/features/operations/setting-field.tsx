import { clsx } from "clsx";
import { useId } from "react";

import { Button } from "../../components/ui/button.tsx";
import { inputStyle } from "../../components/ui/field.tsx";
import { Switch } from "../../components/ui/switch.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { findSettingWord, settingWord } from "../../lib/messages/operator-words.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeMeasure, describeValue } from "./describe-value.ts";
import { MeasureInput } from "./measure-input.tsx";
import { isMeasure } from "./setting-measure.ts";
import {
  chooseInput,
  describeSetting,
  writeValue,
  type Setting,
  type SettingInput,
} from "./setting-values.ts";

interface SettingFieldProps {
  module: string;
  field: Setting;
  /** What was entered; undefined while nothing was. */
  text: string | undefined;
  /** Why what was entered cannot be sent. */
  fault: "malformed" | "outOfRange" | undefined;
  /** Why the server did not take it. */
  refusal: string | undefined;
  onChange: (text: string) => void;
  onReset: () => void;
}

/** One setting: its name, what it does, its value, and the way back to the default. */
export function SettingField(props: SettingFieldProps) {
  const { module, field, text, fault, refusal, onReset } = props;
  const { name, isSet, isSecret } = field;
  const id = useId();
  const input = chooseInput(field);
  const problem = fault === undefined ? refusal : describeFault(field.schema, input);
  const words = describeSetting(module, field);
  return (
    <div
      className={clsx(
        "grid gap-x-8 gap-y-2 py-3.5 sm:grid-cols-[minmax(0,1fr)_16rem]",
        input === "switch" && "grid-cols-[minmax(0,1fr)_auto]",
      )}
    >
      <div>
        <label htmlFor={id} className="font-medium">
          {words.title}
        </label>
        <p id={`${id}-text`} className="max-w-prose text-small text-pretty text-ink-soft">
          {words.text}
        </p>
        <div className="mt-0.5 flex flex-wrap gap-x-3 text-caption text-ink-faint">
          {isSecret ? null : (
            <span>{t("settings.default", { value: describeValue(field.default, input) })}</span>
          )}
          <code className="font-mono">{`${module}.${name}`}</code>
        </div>
      </div>
      <div className={clsx(input === "switch" && "justify-self-end sm:text-right")}>
        <ValueInput {...props} id={id} input={input} />
        {problem === undefined ? null : (
          <p id={`${id}-note`} role="alert" className="mt-1 text-small text-poor">
            {problem}
          </p>
        )}
        {isSet && text === undefined ? (
          <Button
            look="quiet"
            size="small"
            className={clsx("mt-1", input === "switch" ? "-mr-2.5" : "-ml-2.5")}
            onClick={onReset}
          >
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

function ValueInput({ id, input, field, text, fault, refusal, onChange }: ValueInputProps) {
  const { schema, isSecret, isSet, value } = field;
  const shown = text ?? (isSecret ? "" : writeValue(value, input));
  const shared = {
    id,
    value: shown,
    "aria-invalid": fault !== undefined || refusal !== undefined,
    "aria-describedby": `${id}-text ${id}-note`,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  if (input === "switch") {
    return (
      <Switch
        {...shared}
        checked={shown === "true"}
        onChange={(event) => onChange(String(event.target.checked))}
      />
    );
  }
  if (input === "choice") {
    return (
      <select {...shared} className={clsx(inputStyle, "h-9")}>
        {toTexts(schema["enum"]).map((choice) => (
          <option key={choice} value={choice}>
            {findSettingWord("choice", choice) ?? choice}
          </option>
        ))}
      </select>
    );
  }
  if (isMeasure(input)) {
    return <MeasureInput {...shared} kind={input} onChange={onChange} />;
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
  const unit = schema["unit"];
  return (
    <div className="flex items-center gap-2.5">
      <input
        {...shared}
        type={isSecret ? "password" : "text"}
        inputMode={input === "number" ? "decimal" : "text"}
        autoComplete="off"
        placeholder={isSecret && isSet ? t("settings.secretSet") : undefined}
        className={clsx(
          inputStyle,
          "h-9",
          input === "number" && "max-w-28 text-right tabular-nums",
        )}
      />
      {unit === "perMinute" || unit === "megabytes" ? (
        <span className="shrink-0 text-small text-ink-soft">
          {settingWord(`settings.unit.${unit}`)}
        </span>
      ) : null}
    </div>
  );
}

function describeFault({ minimum, maximum }: Setting["schema"], input: SettingInput): string {
  if (input === "bytes") return settingWord("settings.malformedSize");
  const write = (value: number) =>
    isMeasure(input) ? describeMeasure(value, input) : formatNumber(value);
  if (typeof minimum !== "number" || typeof maximum !== "number") return t("settings.malformed");
  return maximum < Number.MAX_SAFE_INTEGER
    ? t("settings.between", { from: write(minimum), to: write(maximum) })
    : t("error.atLeast", { limit: write(minimum) });
}

function toTexts(values: unknown): string[] {
  return Array.isArray(values) ? values.map(String) : [];
}
