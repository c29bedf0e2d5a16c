import Link from "next/link";

import { Wordmark } from "../../components/brand/wordmark.tsx";
import { t } from "../../lib/messages/translate.ts";
import { guidePath, type GuidePage } from "./load-guide.ts";

import "./guide.css";

interface GuideScreenProps {
  pages: readonly GuidePage[];
  current: GuidePage;
}

/** A page of the user's guide with the list of all pages beside it. */
export function GuideScreen({ pages, current }: GuideScreenProps) {
  const next = pages[pages.indexOf(current) + 1];
  return (
    <>
      <header className="sticky top-0 z-30 flex h-(--bar-height) items-center gap-4 border-b border-line bg-deep px-4">
        <Link href="/" className="touch -mx-1 rounded-md px-1 py-1">
          <Wordmark />
        </Link>
        <span className="font-medium text-ink-soft">{t("guide.title")}</span>
      </header>
      <div className="mx-auto grid max-w-6xl md:grid-cols-[15.5rem_minmax(0,1fr)]">
        <nav
          aria-label={t("guide.pages")}
          className="h-fit max-h-[calc(100dvh-var(--bar-height))] overflow-y-auto px-4 py-6 max-md:hidden md:sticky md:top-(--bar-height)"
        >
          <PageList pages={pages} current={current} />
        </nav>
        <nav aria-label={t("guide.pages")} className="border-b border-line md:hidden">
          <details>
            <summary className="flex h-11 cursor-pointer items-center justify-between gap-3 px-4 font-medium focus-visible:-outline-offset-2">
              {current.title}
              <span className="text-small font-normal text-accent">{t("guide.all")}</span>
            </summary>
            <div className="px-2 pb-3">
              <PageList pages={pages} current={current} />
            </div>
          </details>
        </nav>
        <main className="min-w-0 px-4 py-8 sm:px-8">
          <article
            className="guide"
            // oxlint-disable-next-line react/no-danger -- our own pages, rendered when the app is built
            dangerouslySetInnerHTML={{ __html: current.html }}
          />
          {next === undefined ? null : (
            <p className="mt-12 border-t border-line pt-5 text-ink-soft">
              {t("guide.next")}{" "}
              <Link href={guidePath(next.name)} className="font-medium text-accent hover:underline">
                {next.title}
              </Link>
            </p>
          )}
        </main>
      </div>
    </>
  );
}

function PageList({ pages, current }: GuideScreenProps) {
  return (
    <ul className="grid gap-0.5">
      {pages.map((page) => (
        <li key={page.name}>
          <Link
            href={guidePath(page.name)}
            aria-current={page === current ? "page" : undefined}
            className="block rounded-md px-2.5 py-1.5 text-small font-medium text-ink-soft hover:bg-shoal-hover hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:text-accent pointer-coarse:py-2.5"
          >
            {page.title}
          </Link>
          {page === current ? <Sections page={page} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Sections({ page }: { page: GuidePage }) {
  return (
    <ul className="mt-0.5 mb-1 ml-2.5 grid border-l border-line">
      {page.sections.map(({ id, title }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="block py-1 pl-3 text-small text-ink-faint hover:text-ink pointer-coarse:py-2.5"
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
