import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";

import { Providers } from "../components/shell/providers.tsx";
import { firstSearchScript } from "../features/search/first-search-script.ts";
import { basePath } from "../lib/base-path.ts";
import { servedCatalogues } from "../lib/messages/catalogue.ts";
import { currentLanguage } from "../lib/messages/language.ts";
import { pageContext } from "../lib/messages/page-context.ts";
import { t } from "../lib/messages/translate.ts";
import { PAGE_SCRIPT } from "../lib/page-script.ts";

import "./globals.css";

export function generateMetadata(): Metadata {
  return {
    title: { default: t("app.name"), template: `%s · ${t("app.name")}` },
    description: t("app.tagline"),
    icons: { apple: `${basePath}/icons/apple-touch-icon.png` },
    robots: { index: false, follow: false },
    referrer: "same-origin",
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfdfe" },
    { media: "(prefers-color-scheme: dark)", color: "#0a1017" },
  ],
};

const SCRIPT = `${PAGE_SCRIPT};${firstSearchScript()}`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Each page is drawn for one request: its language and the mark of its scripts differ.
  await connection();
  const nonce = pageContext()?.nonce;
  const language = currentLanguage();
  return (
    // The first script sets the theme before React arrives.
    <html lang={language} suppressHydrationWarning>
      <head>
        {/* A browser hides the marks of scripts, which React would take for a difference. */}
        <script
          nonce={nonce}
          suppressHydrationWarning
          // oxlint-disable-next-line react/no-danger -- a constant of ours, before the first paint
          dangerouslySetInnerHTML={{ __html: SCRIPT }}
        />
        {/* oxlint-disable-next-line next/no-sync-scripts -- nothing can be drawn without its texts */}
        <script
          nonce={nonce}
          suppressHydrationWarning
          src={`${basePath}/messages/${servedCatalogues()?.[language].file}`}
        />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
