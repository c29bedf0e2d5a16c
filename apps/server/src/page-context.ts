import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";

/** What the web app may know of the request it draws a page for. */
export interface PageContext {
  /** Language tags the reader prefers, best first: the chosen one, then the browser's. */
  languages: readonly string[];
  /** Marks the scripts and styles of this page as ours in its content security policy. */
  nonce: string;
}

/** The name under which the bundles of the web app find the storage: they share no modules with us. */
const STORAGE = Symbol.for("minato.page");
/** Where the browser keeps the language its reader chose. */
const LANGUAGE_COOKIE = /(?:^|;\s*)minato-language=([A-Za-z-]{2,35})(?:;|$)/;
const MAX_LANGUAGES = 10;

const storage = new AsyncLocalStorage<PageContext>();
Object.assign(globalThis, { [STORAGE]: storage });

/** Runs `draw` so that everything it calls, now or later, can ask for the page's context. */
export function withPageContext<Result>(context: PageContext, draw: () => Result): Result {
  return storage.run(context, draw);
}

/**
 * Language tags a request prefers, best first and at most eleven: the cookie's choice, then
 * `Accept-Language` by weight (RFC 9110, section 12.5.4).
 */
export function preferredLanguages(request: Pick<IncomingMessage, "headers">): readonly string[] {
  const chosen = LANGUAGE_COOKIE.exec(request.headers.cookie ?? "")?.[1];
  const accepted = (request.headers["accept-language"] ?? "")
    .split(",", MAX_LANGUAGES)
    .map((part) => {
      const [tag = "", weight] = part.trim().split(/\s*;\s*q=/i);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
  return chosen === undefined ? accepted : [chosen, ...accepted];
}
