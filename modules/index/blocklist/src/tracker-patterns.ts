const WILDCARD = "*.";
const MAX_HOST_LENGTH = 253;
/** A name or an address as URLs write them once they are normalised. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w](?:[\w.-]*[\w])?)$/;
const CACHE_SIZE = 20_000;

/** Blocked hosts of trackers, exact ones and whole domains. */
export class TrackerPatterns {
  readonly #hosts = new Set<string>();
  readonly #domains = new Set<string>();
  /** Announce URLs repeat over many torrents. */
  readonly #known = new Map<string, boolean>();

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) {
      if (pattern.startsWith(WILDCARD)) this.#domains.add(pattern.slice(WILDCARD.length));
      else this.#hosts.add(pattern);
    }
  }

  /** True when nothing is blocked. */
  get isEmpty(): boolean {
    return this.#hosts.size + this.#domains.size === 0;
  }

  /** True when the announce URL's host is blocked. */
  matches(url: string): boolean {
    if (this.isEmpty) return false;
    const known = this.#known.get(url);
    if (known !== undefined) return known;
    const host = findHost(url);
    const isBlocked = host !== undefined && this.findPattern(host) !== undefined;
    if (this.#known.size >= CACHE_SIZE) this.#known.clear();
    this.#known.set(url, isBlocked);
    return isBlocked;
  }

  /** The pattern that a host falls under. */
  findPattern(host: string): string | undefined {
    if (this.#hosts.has(host)) return host;
    for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1)) {
      const domain = host.slice(dot + 1);
      if (this.#domains.has(domain)) return WILDCARD + domain;
    }
    return undefined;
  }
}

/** The host of a URL or a bare host as it is compared: lower case, Punycode, no port, no last dot. */
export function findHost(text: string): string | undefined {
  const rest = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, "");
  // The parser knows how to normalise the hosts of http only.
  const host = URL.parse(`http://${rest}`)?.hostname.replace(/\.$/, "");
  return host === undefined || host === "" || host.length > MAX_HOST_LENGTH ? undefined : host;
}

/** Reads a pattern as people write it: a host, an announce URL or `*.example.org`. */
export function parseTrackerPattern(text: string): string | undefined {
  const trimmed = text.trim();
  const isWildcard = trimmed.startsWith(WILDCARD);
  const host = findHost(isWildcard ? trimmed.slice(WILDCARD.length) : trimmed);
  if (host === undefined || !HOST.test(host)) return undefined;
  return isWildcard ? WILDCARD + host : host;
}
