import { Field } from "../../components/ui/field.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { PROFILE_SORTS, type ProfileDraft } from "./profile-draft.ts";

interface ProfilePagingProps {
  draft: ProfileDraft;
  /** What the server has against the numbers. */
  refusal: string | undefined;
  onChange: (draft: ProfileDraft) => void;
}

const SORT_NAMES = {
  "": "profile.newestFirst",
  seeders: "profile.sortSeeders",
  size: "profile.sortSize",
  published: "profile.sortPublished",
  title: "profile.sortTitle",
} as const;

/** In which order a profile answers, and how many items at once. */
export function ProfilePaging({ draft, refusal, onChange }: ProfilePagingProps) {
  const count = (field: "defaultLimit" | "maxLimit") => ({
    label: t(`profile.${field}`),
    inputMode: "numeric" as const,
    value: draft[field],
    maxLength: 3,
    placeholder: "100",
    onChange: ({ target: { value } }: { target: { value: string } }) => {
      if (/^\d*$/.test(value)) onChange({ ...draft, [field]: value });
    },
  });
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <SelectField
        label={t("profile.sort")}
        hint={t("profile.sortHint")}
        value={draft.sort}
        options={(["", ...PROFILE_SORTS] as const).map((value) => ({
          value,
          name: t(SORT_NAMES[value]),
        }))}
        onChange={(sort) => onChange({ ...draft, sort })}
      />
      <Field {...count("defaultLimit")} error={refusal} hint={t("profile.limitHint")} />
      <Field {...count("maxLimit")} />
    </div>
  );
}
