import { Plus, Plug, RadioTower, type LucideIcon } from "lucide-react";
import Link from "next/link";

import { Contours } from "../../components/brand/contours.tsx";
import { t } from "../../lib/messages/translate.ts";

interface Step {
  href: string;
  icon: LucideIcon;
  name: string;
  text: string;
}

/** The next steps in front of an empty index. */
export function HomeEmpty() {
  return (
    <section className="relative isolate overflow-hidden rounded-lg border border-line bg-shoal px-4 py-10 sm:px-8">
      <Contours className="absolute inset-0 -z-10 size-full text-line-strong/40" />
      <h2 className="text-title font-semibold tracking-tight">{t("home.emptyTitle")}</h2>
      <p className="mt-0.5 text-ink-soft">{t("home.emptyText")}</p>
      <ul className="mt-6 grid gap-3 sm:grid-cols-3">
        {listSteps().map(({ href, icon: Icon, name, text }) => (
          <li
            key={href}
            className="relative rounded-lg border border-line bg-surface p-4 hover:border-line-strong"
          >
            <Icon aria-hidden size={20} className="text-accent" />
            <Link href={href} className="mt-3 block font-semibold after:absolute after:inset-0">
              {name}
            </Link>
            <p className="mt-0.5 text-small text-pretty text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function listSteps(): Step[] {
  return [
    { href: "/add", icon: Plus, name: t("home.stepAdd"), text: t("home.stepAddText") },
    { href: "/keys", icon: RadioTower, name: t("home.stepSource"), text: t("home.stepSourceText") },
    {
      href: "/keys?program=sonarr",
      icon: Plug,
      name: t("home.stepApps"),
      text: t("home.stepAppsText"),
    },
  ];
}
