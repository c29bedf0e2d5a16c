"use client";

import { CATEGORIES, categoryName } from "@minato/torznab/categories";
import { X } from "lucide-react";
import { useId } from "react";

import { inputStyle } from "../../components/ui/field.tsx";
import { t } from "../../lib/messages/translate.ts";

interface CategoryPickerProps {
  selected: readonly number[];
  onChange: (selected: readonly number[]) => void;
  /** Lets the last one go. */
  isOptional?: boolean;
  label?: string;
}

/** Newznab categories by name; at least one stays unless told otherwise. */
export function CategoryPicker(props: CategoryPickerProps) {
  const { selected, onChange, isOptional = false, label = t("fix.categories") } = props;
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {label}
      </label>
      {selected.length === 0 ? null : (
        <ul className="flex flex-wrap gap-1.5">
          {selected.map((category) => (
            <li
              key={category}
              className="flex h-7 items-center gap-1 rounded-full bg-shoal-hover pr-1 pl-3 text-small"
            >
              {categoryName(category)?.replace("/", " › ") ?? category}
              <button
                type="button"
                disabled={selected.length === 1 && !isOptional}
                aria-label={t("fix.removeCategory", {
                  name: categoryName(category) ?? String(category),
                })}
                onClick={() => onChange(selected.filter((other) => other !== category))}
                className="touch flex size-5 items-center justify-center rounded-full text-ink-faint enabled:hover:bg-line enabled:hover:text-ink disabled:opacity-40"
              >
                <X aria-hidden size={13} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <select
        id={id}
        value=""
        onChange={(event) => onChange([...selected, Number(event.target.value)])}
        className={`${inputStyle} h-10`}
      >
        <option value="" disabled>
          {t("fix.addCategory")}
        </option>
        {CATEGORIES.map((top) => (
          <optgroup key={top.id} label={top.name}>
            {[{ id: top.id, name: top.name }, ...top.subcategories]
              .filter((category) => !selected.includes(category.id))
              .map((category) => (
                <option key={category.id} value={category.id}>
                  {`${category.id} ${category.name}`}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
