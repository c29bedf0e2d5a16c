/** The value of a cookie (RFC 6265, section 4.2) with its escapes taken out; undefined without one. */
export function findCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  if (value === undefined) return undefined;
  // Characters after a stray percent sign are nothing that we set.
  return /%(?![\da-f]{2})/i.test(value) ? undefined : decodeLeniently(value);
}

/** Bytes that are no UTF-8 become replacement characters instead of an error. */
function decodeLeniently(value: string): string {
  const latin = value.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(latin, "latin1").toString("utf8");
}
