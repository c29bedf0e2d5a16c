import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

import { serverPath } from "../../lib/base-path.ts";

interface TorrentLinkProps extends Omit<ComponentProps<"a">, "href" | "onClick"> {
  infoHash: string;
}

/**
 * The way to a torrent without leaving the page. Lists have dozens of them and draw them anew with
 * each key, of which the general `Link` would take a good part.
 */
export function TorrentLink({ infoHash, children, ...rest }: TorrentLinkProps) {
  const router = useRouter();
  const path = `/torrents/${infoHash}` as const;
  function handleClick(event: MouseEvent) {
    const isForBrowser = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.button !== 0 || isForBrowser) return;
    event.preventDefault();
    router.push(path);
  }
  return (
    <a {...rest} href={serverPath(path)} onClick={handleClick}>
      {children}
    </a>
  );
}
