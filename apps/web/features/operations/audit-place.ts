import { SECTIONS } from "./sections.ts";

const INFO_HASH = /^[0-9a-f]{40}$/;

/** Pages by how the name of an act begins; the first that fits counts. */
const PLACES: readonly (readonly [act: string, place: string])[] = [
  ["apiKeys.", "/keys"],
  ["feedProfiles.", "/keys"],
  ["connect.", "/keys"],
  ["backup.", SECTIONS.backups.href],
  ["restore.", SECTIONS.backups.href],
  ["blocklist.addTrackers", `${SECTIONS.blocklist.href}?kind=trackers`],
  ["blocklist.removeTrackers", `${SECTIONS.blocklist.href}?kind=trackers`],
  ["blocklist.addKeyword", `${SECTIONS.blocklist.href}?kind=keywords`],
  ["blocklist.removeKeyword", `${SECTIONS.blocklist.href}?kind=keywords`],
  ["blocklist.addList", `${SECTIONS.blocklist.href}?kind=lists`],
  ["blocklist.refreshList", `${SECTIONS.blocklist.href}?kind=lists`],
  ["blocklist.removeList", `${SECTIONS.blocklist.href}?kind=lists`],
  ["blocklist.", SECTIONS.blocklist.href],
  ["classify.", SECTIONS.rules.href],
  ["jobs.", SECTIONS.jobs.href],
  ["mail.", SECTIONS.people.href],
  ["users.", SECTIONS.people.href],
  ["roles.", SECTIONS.people.href],
  ["invitations.", SECTIONS.people.href],
  ["search.rebuild", SECTIONS.system.href],
  ["torrents.bulk.", SECTIONS.runs.href],
  ["index.reclassify", SECTIONS.runs.href],
  ["upkeep.", SECTIONS.runs.href],
];

/** Where one sees what an act was done to; undefined where no page shows it. */
export function findAuditPlace(action: string, object: string): string | undefined {
  if (INFO_HASH.test(object) && action === "torrents.update") return `/torrents/${object}`;
  if (action === "config.update") return `${SECTIONS.settings.href}#${object.split(".", 1)[0]}`;
  return PLACES.find(([name]) => action.startsWith(name))?.[1];
}
