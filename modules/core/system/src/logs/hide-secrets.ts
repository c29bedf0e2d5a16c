/** Names under which secrets travel, in addresses and in objects. */
const NAMES =
  "api_?key|x-api-key|pass_?key|access_?token|refresh_?token|token|password|secret|authorization|cookie|torrent_?pass";
const IN_ADDRESS = new RegExp(`([?&;](?:${NAMES})=)[^&\\s"'\\\\#]+`, "gi");
const IN_OBJECT = new RegExp(`("(?:${NAMES})":)"(?:[^"\\\\]|\\\\.)*"`, "gi");
const IN_USER_INFO = /(:\/\/[^\s/:@"]{0,200}:)[^\s/@"]{1,200}(@)/g;

/** A line of JSON without what a careless message may have let in; nothing logs secrets knowingly. */
export function hideSecrets(line: string): string {
  return line
    .replaceAll(IN_ADDRESS, "$1…")
    .replaceAll(IN_OBJECT, '$1"…"')
    .replaceAll(IN_USER_INFO, "$1…$2");
}
