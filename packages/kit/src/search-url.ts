/** Where searches are answered, read from `SEARCH_URL`. */
export type SearchTarget =
  | { driver: "embedded" }
  | { driver: "postgres" }
  | {
      driver: "meilisearch" | "elasticsearch";
      /** Of the server, without credentials: `http://127.0.0.1:7700`. */
      origin: string;
      username: string;
      /** For Meilisearch the API key; empty without one. */
      password: string;
      /** What the names of its indexes begin with. */
      prefix: string;
    };

/** What `SEARCH_URL` may be, for messages. */
export const SEARCH_URLS =
  "embedded:, postgres:, meilisearch+http://:key@host:7700/prefix " +
  "or elasticsearch+http://user:password@host:9200/prefix (https too; the prefix in lower-case letters, digits, - and _)";

const CLUSTER = /^(meilisearch|elasticsearch)\+(https?:\/\/.+)$/;
const PREFIX = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const DEFAULT_PREFIX = "minato";

/**
 * Reads the value of `SEARCH_URL`; undefined when it is none of `SEARCH_URLS`. Credentials may be
 * percent-encoded; the key of Meilisearch may stand as user name or as password.
 */
export function parseSearchUrl(text: string): SearchTarget | undefined {
  if (text === "embedded:") return { driver: "embedded" };
  if (text === "postgres:") return { driver: "postgres" };
  const [, driver, address = ""] = CLUSTER.exec(text) ?? [];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.search !== "" || url.hash !== "") return undefined;
  const prefix = url.pathname.replace(/^\/|\/$/g, "") || DEFAULT_PREFIX;
  const username = decode(url.username);
  const password = decode(url.password);
  if (!PREFIX.test(prefix) || username === undefined || password === undefined) return undefined;
  const { origin } = url;
  if (driver === "elasticsearch") return { driver, origin, username, password, prefix };
  return { driver: "meilisearch", origin, username: "", password: password || username, prefix };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
