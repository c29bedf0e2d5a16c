"use client";

import { t } from "../lib/messages/translate.ts";

/** Drawn from nothing else, for it loads with every page and must not break as well. */
export default function ErrorPage() {
  return (
    <div role="alert" className="px-4 py-20 text-center sm:py-28">
      <h2 className="text-title font-semibold tracking-tight">{t("error.pageTitle")}</h2>
      <p className="mx-auto mt-1.5 max-w-md text-pretty text-ink-soft">{t("error.pageText")}</p>
      <button
        type="button"
        onClick={() => window.location.reload()}
        className="mt-6 h-9 rounded-md bg-accent px-3.5 font-medium text-accent-ink hover:bg-accent-strong"
      >
        {t("error.reload")}
      </button>
    </div>
  );
}
