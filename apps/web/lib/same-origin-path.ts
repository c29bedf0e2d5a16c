/** The path to go to after sign-in: only a path of this site, anything else is "/". */
export function sameOriginPath(value: string | null): `/${string}` {
  if (value === null || !/^\/(?![/\\])/.test(value)) return "/";
  const base = "http://minato.invalid";
  const url = URL.canParse(value, base) ? new URL(value, base) : undefined;
  return url?.origin === base ? `/${url.pathname.slice(1)}${url.search}${url.hash}` : "/";
}
