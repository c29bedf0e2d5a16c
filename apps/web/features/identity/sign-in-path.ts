/** Address of the sign-in page that leads back to a path, which is below the base path. */
export function signInPath(path: string): string {
  return path === "/" || path === "" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}
