"use client";

import { t } from "../lib/messages/translate.ts";
import ErrorPage from "./error.tsx";

import "./globals.css";

/** The last resort, when the frame itself broke. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <title>{t("error.pageTitle")}</title>
        <ErrorPage />
      </body>
    </html>
  );
}
