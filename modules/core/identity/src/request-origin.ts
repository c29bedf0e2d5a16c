import { AppError, type Environment } from "@minato/kit";

type OriginEnvironment = Pick<Environment, "publicUrl">;

/**
 * Refuses what another site made a browser send. Browsers put `Origin` on every request that is no
 * plain navigation, and no page can change it; programs usually send none and have no cookies that
 * a stranger could use. Any host name is accepted, so that the address on the local network works.
 * @throws {AppError} FORBIDDEN
 */
export function assertOwnOrigin(env: OriginEnvironment, headers: Headers): void {
  const origin = headers.get("origin");
  if (origin === null || isOwnOrigin(env, headers, origin)) return;
  throw new AppError(
    "FORBIDDEN",
    `Requests from ${origin.slice(0, 200)} are not accepted here; if people use that address, set PUBLIC_URL to it`,
  );
}

function isOwnOrigin(env: OriginEnvironment, headers: Headers, origin: string): boolean {
  // A strict referrer policy hides the origin of a form, but not that it is our own.
  if (origin === "null") return headers.get("sec-fetch-site") === "same-origin";
  if (!URL.canParse(origin)) return false;
  const { host, protocol, origin: normalized } = new URL(origin);
  if (env.publicUrl !== undefined && normalized === new URL(env.publicUrl).origin) return true;
  // The scheme is left out: behind a proxy that ends TLS only the browser knows it.
  return (protocol === "http:" || protocol === "https:") && host === hostOf(headers, protocol);
}

function hostOf(headers: Headers, protocol: string): string | undefined {
  const url = `${protocol}//${headers.get("host") ?? ""}`;
  return URL.canParse(url) ? new URL(url).host : undefined;
}
