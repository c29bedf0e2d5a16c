import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";

/** Roles that every server begins with, as the server names them. */
const BUILT_IN: Readonly<Record<string, PlainMessageKey>> = {
  Administrator: "role.administrator",
  Moderator: "role.moderator",
  Uploader: "role.uploader",
  Member: "role.member",
  Guest: "role.guest",
};

/** What a role is called: in the language of the page until an administrator renames it. */
export function describeRole(name: string): string {
  const key = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  return key === undefined ? name : t(key);
}
