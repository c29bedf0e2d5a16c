import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";

import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Field } from "../../components/ui/field.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { CONTENT_TYPES, describeContentType } from "../search/content-types.ts";
import { CategoryPicker } from "../torrents/category-picker.tsx";
import { PATTERN_KINDS, suggestName, toMatch, type RuleDraft } from "./rule-draft.ts";

interface RuleFieldsProps {
  draft: RuleDraft;
  /** Refusals by field. */
  refusalOf: (field: string) => string | undefined;
  onChange: (draft: RuleDraft) => void;
}

/** The fields of a rule: which torrents, and what happens to them. */
export function RuleFields({ draft, refusalOf, onChange }: RuleFieldsProps) {
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Field
        label={t("rules.name")}
        hint={t("rules.nameHint")}
        value={draft.name}
        placeholder={suggestName(draft)}
        maxLength={100}
        autoComplete="off"
        error={refusalOf("name")}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Group title={t("rules.if")}>
        <TitleFields draft={draft} refusal={refusalOf("match.name.text")} set={set} />
        <MoreConditions isOpen={hasMore(draft)}>
          <TypeChoices chosen={draft.types} onChange={(types) => set({ types })} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={t("rules.minSize")}
              inputMode="decimal"
              maxLength={10}
              value={draft.minSize}
              error={refusalOf("match.minSize")}
              onChange={(event) => set({ minSize: toNumber(event.target.value) })}
            />
            <Field
              label={t("rules.maxSize")}
              inputMode="decimal"
              maxLength={10}
              value={draft.maxSize}
              onChange={(event) => set({ maxSize: toNumber(event.target.value) })}
            />
            <Field
              label={t("rules.extensions")}
              placeholder={t("rules.extensionsHint")}
              value={draft.extensions}
              maxLength={300}
              autoComplete="off"
              error={refusalOf("match.extensions")}
              onChange={(event) => set({ extensions: event.target.value })}
            />
            <Field
              label={t("rules.sources")}
              hint={t("rules.sourcesHint")}
              value={draft.sources}
              maxLength={500}
              autoComplete="off"
              error={refusalOf("match.sources")}
              onChange={(event) => set({ sources: event.target.value })}
            />
          </div>
          <CategoryPicker
            isOptional
            label={t("rules.inCategories")}
            selected={draft.inCategories}
            onChange={(inCategories) => set({ inCategories })}
          />
        </MoreConditions>
      </Group>
      <Group title={t("rules.then")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SetType value={draft.setType} onChange={(setType) => set({ setType })} />
          <Field
            label={t("rules.tags")}
            hint={t("rules.tagsHint")}
            value={draft.tags}
            maxLength={400}
            autoComplete="off"
            error={refusalOf("effect.tags")}
            onChange={(event) => set({ tags: event.target.value })}
          />
        </div>
        <CategoryPicker
          isOptional
          label={t("rules.setCategories")}
          selected={draft.setCategories}
          onChange={(setCategories) => set({ setCategories })}
        />
        <Checkbox checked={draft.hide} onChange={(event) => set({ hide: event.target.checked })}>
          <span className="py-1">{t("rules.hide")}</span>
        </Checkbox>
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-4 border-t border-line pt-3">
      <legend className="pr-3 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

/** Conditions that few rules have; open where one is set. */
function MoreConditions({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [wasOpen] = useState(isOpen);
  return (
    <details open={wasOpen} className="group">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-sm text-small font-medium text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={15} className="transition-transform group-open:rotate-90" />
        {t("rules.more")}
      </summary>
      <div className="mt-3 grid gap-4">{children}</div>
    </details>
  );
}

function hasMore(draft: RuleDraft): boolean {
  const { name: _, ...others } = toMatch(draft);
  return Object.keys(others).length > 0;
}

interface TitleFieldsProps {
  draft: RuleDraft;
  refusal: string | undefined;
  set: (change: Partial<RuleDraft>) => void;
}

function TitleFields({ draft: { kind, pattern }, refusal, set }: TitleFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-[13rem_minmax(0,1fr)]">
      <SelectField
        label={t("rules.kind")}
        value={kind}
        options={[
          { value: "", name: t("rules.kind.none") },
          ...PATTERN_KINDS.map((value) => ({ value, name: t(`rules.kind.${value}`) })),
        ]}
        onChange={(chosen) => set({ kind: chosen })}
      />
      {kind === "" ? null : (
        <Field
          label={t("rules.pattern")}
          hint={t(`rules.patternHint.${kind}`)}
          error={refusal}
          value={pattern}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="verbatim"
          onChange={(event) => set({ pattern: event.target.value })}
        />
      )}
    </div>
  );
}

interface TypeChoicesProps {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function TypeChoices({ chosen, onChange }: TypeChoicesProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium">{t("rules.types")}</legend>
      <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-4">
        {CONTENT_TYPES.map((type) => (
          <Checkbox
            key={type}
            checked={chosen.includes(type)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, type] : chosen.filter((other) => other !== type),
              )
            }
          >
            <span className="py-1">{describeContentType(type).name}</span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

function SetType({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <SelectField
      label={t("rules.setType")}
      value={value}
      options={[
        { value: "", name: t("rules.setType.none") },
        ...CONTENT_TYPES.map((type) => ({ value: type, name: describeContentType(type).name })),
      ]}
      onChange={onChange}
    />
  );
}

function toNumber(text: string): string {
  return text.replace(",", ".").replaceAll(/[^\d.]/g, "");
}
