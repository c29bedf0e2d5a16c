/** Pages with something for people without a session, where an administrator lets them search. */
const GUEST_PAGE = /^\/($|home$|torrents\/)/;

/** Whether a page has something for people without a session. */
export function isGuestPage(path: string): boolean {
  return GUEST_PAGE.test(path);
}
