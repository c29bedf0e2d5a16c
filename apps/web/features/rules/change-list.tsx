import { ArrowRight } from "lucide-react";
import Link from "next/link";

import {
  describeCodec,
  describeLanguage,
  describeMedium,
} from "../../lib/format/format-release.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { describeContentType } from "../search/content-types.ts";
import { nameCategory } from "./describe-rule.ts";

type RowChange = ApiOutputs["classification"]["rules"]["preview"]["samples"][number];
type Change = RowChange["changes"][number];
type Value = Change["before"];

/** Torrents with what would change of each, before and after. */
export function ChangeList({ label, rows }: { label: string; rows: readonly RowChange[] }) {
  return (
    <ul aria-label={label} className="sheet text-small">
      {rows.map(({ infoHash, title, changes }) => (
        <li key={infoHash} className="grid gap-1 py-2">
          <Link
            href={`/torrents/${infoHash}`}
            className="verbatim font-medium wrap-anywhere hover:text-accent hover:underline"
          >
            {title}
          </Link>
          {changes.length === 0 ? (
            <span className="text-ink-faint">{t("rules.unchanged")}</span>
          ) : (
            <dl className="flex flex-wrap gap-x-5 gap-y-0.5">
              {changes.map((change) => (
                <div key={change.field} className="flex flex-wrap items-baseline gap-x-1.5">
                  <dt className="text-ink-faint">{t(`field.${change.field}`)}</dt>
                  <dd className="flex flex-wrap items-baseline gap-x-1.5">
                    <del className="text-ink-soft decoration-ink-faint">
                      {read(change.field, change.before)}
                    </del>
                    <ArrowRight aria-hidden size={12} className="self-center text-ink-faint" />
                    <ins className="font-medium no-underline">
                      {read(change.field, change.after)}
                    </ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

function read(field: Change["field"], value: Value): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return t("rules.nothing");
  if (typeof value === "boolean") return t(value ? "rules.yes" : "rules.no");
  if (Array.isArray(value)) return value.map((one) => readOne(field, one)).join(", ");
  return readOne(field, value);
}

function readOne(field: Change["field"], value: string | number): string {
  const text = String(value);
  switch (field) {
    case "contentType":
      return describeContentType(text).name;
    case "categories":
      return nameCategory(Number(value));
    case "source":
      return describeMedium(text);
    case "videoCodec":
      return describeCodec(text);
    case "languages":
      return describeLanguage(text);
    case "verdict":
      return text === "fake" || text === "suspicious" ? t(`verdict.${text}`) : t("verdict.good");
    default:
      return text;
  }
}
