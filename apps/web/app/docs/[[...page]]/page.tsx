import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { GuideScreen } from "../../../features/guide/guide-screen.tsx";
import { guidePath, loadGuide } from "../../../features/guide/load-guide.ts";

interface GuideRoute {
  params: Promise<{ page?: string[] }>;
}

export const dynamicParams = false;

export async function generateStaticParams() {
  const pages = await loadGuide();
  return pages.map(({ name }) => ({ page: guidePath(name).split("/").slice(2) }));
}

export async function generateMetadata(route: GuideRoute): Promise<Metadata> {
  const { current } = await findPage(route);
  return { title: current.title };
}

export default async function GuideRoutePage(route: GuideRoute) {
  return <GuideScreen {...await findPage(route)} />;
}

async function findPage({ params }: GuideRoute) {
  const path = ["/docs", ...((await params).page ?? [])].join("/");
  const pages = await loadGuide();
  const current = pages.find(({ name }) => guidePath(name) === path);
  return current === undefined ? notFound() : { pages, current };
}
