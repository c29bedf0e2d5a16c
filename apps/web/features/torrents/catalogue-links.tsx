import { ExternalLink } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import { Fact } from "./facts.tsx";
import type { Torrent } from "./torrent-query.ts";

interface Catalogue {
  name: string;
  url: (id: string, isSeries: boolean) => string;
}

const CATALOGUES: Record<string, Catalogue> = {
  imdb: { name: "IMDb", url: (id) => `https://www.imdb.com/title/${toImdbId(id)}/` },
  tmdb: {
    name: "TMDB",
    url: (id, isSeries) => `https://www.themoviedb.org/${isSeries ? "tv" : "movie"}/${id}`,
  },
  tvdb: { name: "TheTVDB", url: (id) => `https://thetvdb.com/dereferrer/series/${id}` },
  tvmaze: { name: "TVmaze", url: (id) => `https://www.tvmaze.com/shows/${id}` },
  anidb: { name: "AniDB", url: (id) => `https://anidb.net/anime/${id}` },
  anilist: { name: "AniList", url: (id) => `https://anilist.co/anime/${id}` },
  mal: { name: "MyAnimeList", url: (id) => `https://myanimelist.net/anime/${id}` },
  musicbrainz: { name: "MusicBrainz", url: (id) => `https://musicbrainz.org/release/${id}` },
};

/** The work in public catalogues; nothing is asked of them unless somebody follows a link. */
export function CatalogueLinks({ torrent }: { torrent: Torrent }) {
  const isSeries = torrent.contentType === "tv" || torrent.contentType === "anime";
  const links = Object.entries(torrent.externalIds).flatMap(([kind, id]) => {
    const catalogue = CATALOGUES[kind];
    return catalogue === undefined
      ? []
      : [{ name: catalogue.name, url: catalogue.url(encodeURIComponent(id), isSeries) }];
  });
  if (links.length === 0) return null;
  return (
    <Fact name={t("torrent.links")}>
      <ul className="flex flex-wrap gap-x-3">
        {links.map(({ name, url }) => (
          <li key={name}>
            <a
              href={url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 text-accent hover:underline"
            >
              {name}
              <ExternalLink aria-hidden size={12} />
            </a>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function toImdbId(id: string): string {
  return id.startsWith("tt") ? id : `tt${id.padStart(7, "0")}`;
}
