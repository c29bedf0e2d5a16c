import { Wordmark } from "../components/brand/wordmark.tsx";
import { buttonStyle } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { basePath } from "../lib/base-path.ts";
import { t } from "../lib/messages/translate.ts";

export default function NotFound() {
  const back = (
    <a href={`${basePath}/`} className={buttonStyle({ look: "primary" })}>
      {t("notFound.back")}
    </a>
  );
  return (
    <div className="min-h-dvh">
      <header className="flex h-16 items-center px-5 sm:px-8">
        <Wordmark />
      </header>
      <main>
        <Notice title={t("notFound.title")} actions={back}>
          {t("notFound.text")}
        </Notice>
      </main>
    </div>
  );
}
