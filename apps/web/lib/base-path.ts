/** Path the product is served under: "" or "/minato". */
export const basePath = process.env["NEXT_PUBLIC_BASE_PATH"] ?? "";

/** Path of the first page, under which all others lie; without a final slash, as its links say it. */
export const rootPath = basePath === "" ? "/" : basePath;

/** A path of this server as the browser must ask for it. */
export function serverPath(path: `/${string}`): string {
  return basePath + path;
}

/** A full address of this server, for fields that people copy into other programs. */
export function serverUrl(path: `/${string}`): string {
  return window.location.origin + basePath + path;
}
