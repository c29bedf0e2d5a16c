import { clsx } from "clsx";

import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Field } from "../../components/ui/field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { CONTENT_TYPES, describeContentType } from "../search/content-types.ts";
import { CategoryPicker } from "../torrents/category-picker.tsx";
import { RESOLUTIONS, type ProfileDraft } from "./profile-draft.ts";
import { ProfileSources } from "./profile-sources.tsx";

interface ProfileFieldsProps {
  draft: ProfileDraft;
  /** As it will stand in the address. */
  name: string;
  /** What is wrong with the title. */
  titleRefusal: string | undefined;
  /** What is wrong with the name. */
  nameRefusal: string | undefined;
  onChange: (draft: ProfileDraft) => void;
}

/** Name and filters of a profile. */
export function ProfileFields(props: ProfileFieldsProps) {
  const { draft, name, titleRefusal, nameRefusal, onChange } = props;
  const set = (change: Partial<ProfileDraft>) => onChange({ ...draft, ...change });
  const text = (field: "languages" | "groups" | "blockedWords" | "tags") => ({
    label: t(`profile.${field}`),
    hint: t(`profile.${field}Hint`),
    value: draft[field],
    maxLength: 500,
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  });
  const number = (field: "minSeeders" | "minSize" | "maxSize") => ({
    label: t(`profile.${field}`),
    inputMode: "decimal" as const,
    value: draft[field],
    maxLength: 9,
    placeholder: t("filter.any"),
    onChange: (event: { target: { value: string } }) => {
      const typed = event.target.value.replace(",", ".");
      if (/^\d*\.?\d*$/.test(typed)) set({ [field]: typed });
    },
  });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("profile.name")}
          error={titleRefusal}
          value={draft.title}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => set({ title: event.target.value })}
        />
        <Field
          label={t("profile.address")}
          hint={t("profile.addressHint", { name: name === "" ? "…" : name })}
          error={nameRefusal}
          value={draft.name}
          maxLength={40}
          placeholder={name}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set({ name: event.target.value.toLowerCase() })}
        />
      </div>
      <Choices
        legend={t("filter.type")}
        values={CONTENT_TYPES}
        chosen={draft.types}
        nameOf={(type) => describeContentType(type).name}
        onChange={(types) => set({ types })}
      />
      <CategoryPicker
        isOptional
        selected={draft.categories}
        onChange={(categories) => set({ categories })}
      />
      <Choices
        legend={t("filter.resolution")}
        values={RESOLUTIONS}
        chosen={draft.resolutions}
        nameOf={(lines) => `${lines}p`}
        onChange={(resolutions) => set({ resolutions })}
      />
      <ProfileSources selected={draft.sources} onChange={(sources) => set({ sources })} />
      <div className="grid gap-4 sm:grid-cols-3">
        <Field {...number("minSeeders")} />
        <Field {...number("minSize")} />
        <Field {...number("maxSize")} />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...text("languages")} />
        <Field {...text("groups")} />
        <Field {...text("tags")} />
        <Field {...text("blockedWords")} />
      </div>
      <Checkbox
        checked={draft.isGoodOnly}
        onChange={(event) => set({ isGoodOnly: event.target.checked })}
      >
        <span className="py-1">{t("profile.goodOnly")}</span>
      </Checkbox>
    </>
  );
}

interface ChoicesProps {
  legend: string;
  values: readonly string[];
  chosen: readonly string[];
  nameOf: (value: string) => string;
  onChange: (chosen: string[]) => void;
}

function Choices({ legend, values, chosen, nameOf, onChange }: ChoicesProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium">{legend}</legend>
      <div
        className={clsx(
          "grid grid-cols-2 gap-x-4",
          values.length === 5 ? "sm:grid-cols-5" : "sm:grid-cols-4",
        )}
      >
        {values.map((value) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...chosen, value]
                  : chosen.filter((other) => other !== value),
              )
            }
          >
            <span className="py-1">{nameOf(value)}</span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
