import type { KindReading } from "./kind-reading.ts";

const LEADING_GROUP = /^(?:[[(【]([^\])】]{1,60})[\])】][ _.]*)/u;
/** A name of brackets only: group, title, episode, details. */
const BRACKETS_ONLY =
  /^[[【]([^\]】]{1,60})[\]】](?:★[^[]*)?[[【]([^\]】]{2,100})[\]】][ _]?[[【]?(?:第)?\d{1,4}/u;
/** The first thing behind the title of a fansub name. */
const DETAILS =
  /[ _.]*(?:[ _]-[ _](?:(?:S\d{1,2})?[ _.]?E?(?:p(?:isode)?)?[ _.]?\d{1,4}|Vol|OP|ED|NC|PV)|[ _](?:Ep(?:isode)?\.?|Vol(?:ume)?\.?|第)[ _]?\d|[ _.]S\d{1,2}(?:E\d|(?=[ _]))|[ _](?:\d(?:st|nd|rd|th)[ _])?Season(?![a-z])|[ _]\d{2,4}(?:v\d)?(?=[ _](?:[[(]|END)|\.\w{3}$|$)|#\d|[ _]?[[(【](?![^\])】]*[\])】] ?-)|\.(?:mkv|mp4|avi)$)/iu;

/** Reads what fansub groups write: "[Group] Title - 07v2 (details) [checksum]". */
export function readAnime(name: string): KindReading | undefined {
  const brackets = BRACKETS_ONLY.exec(name);
  if (brackets) return { title: brackets[2] ?? "", group: brackets[1] ?? "" };
  const group = LEADING_GROUP.exec(name);
  if (!group) return undefined;
  const text = name.slice(group[0].length);
  const end = DETAILS.exec(text)?.index ?? text.length;
  const title = text.slice(0, end).replaceAll("_", " ").trim();
  return title === "" ? undefined : { title, group: group[1] ?? "" };
}
