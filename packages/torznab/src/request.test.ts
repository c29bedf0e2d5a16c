import { expect, test } from "vitest";

import { CATEGORIES, expandCategory } from "./categories.ts";
import { parseTorznabRequest } from "./request.ts";
import type { SearchRequest } from "./request.ts";

const page = { limit: 100, offset: 0, extended: true };

function parse(query: string | URLSearchParams): SearchRequest {
  const result = parseTorznabRequest(query);
  if (!result.ok) throw new Error(result.description);
  if (result.request.function === "caps") throw new Error("a search expected");
  return result.request;
}

// The requests of each client, word for word apart from the titles.
test.each<[string, string, Partial<SearchRequest>]>([
  [
    "Sonarr's test and RSS sync",
    "t=tvsearch&cat=5030,5040&extended=1&apikey=K&offset=0&limit=100",
    { ...page, function: "tvsearch", categories: [5030, 5040] },
  ],
  [
    "Radarr's test and RSS sync",
    "t=movie&cat=2000,2010,2020,2030,2040,2045,2050,2060&extended=1&apikey=K&offset=0&limit=100",
    {
      ...page,
      function: "movie",
      categories: [2000, 2010, 2020, 2030, 2040, 2045, 2050, 2060, 2070, 2080, 2090],
    },
  ],
  [
    "Lidarr's RSS sync",
    "t=music&cat=3000,3010,3030,3040&extended=1&apikey=K&offset=0&limit=100",
    { ...page, function: "music", categories: [3000, 3010, 3020, 3030, 3040, 3050, 3060] },
  ],
  [
    "Readarr's RSS sync",
    "t=book&cat=3030,7020,8010&extended=1&apikey=K&offset=0&limit=100",
    { ...page, function: "book", categories: [3030, 7020, 8010] },
  ],
  ["Prowlarr's test", "t=search&extended=1&apikey=K&", { ...page, function: "search" }],
  [
    "Sonarr's episode by all ids",
    "t=tvsearch&cat=5030,5040&extended=1&apikey=K&offset=0&limit=100&tvdbid=990001&imdbid=tt0012345&rid=77&tvmazeid=990002&tmdbid=10378&season=1&ep=2",
    {
      ...page,
      function: "tvsearch",
      categories: [5030, 5040],
      ids: { tvdb: [990001], imdb: [12345], tvrage: [77], tvmaze: [990002], tmdb: [10378] },
      season: 1,
      episode: 2,
    },
  ],
  [
    "Sonarr's episode by scene title",
    "t=tvsearch&cat=5030,5040&extended=1&apikey=K&offset=100&limit=100&q=Harbour%20Lights&season=1&ep=2",
    {
      ...page,
      function: "tvsearch",
      categories: [5030, 5040],
      q: "Harbour Lights",
      season: 1,
      episode: 2,
      offset: 100,
    },
  ],
  [
    "Sonarr's episode by title parameter",
    "t=tvsearch&title=Harbour%20Lights&season=1&ep=2",
    {
      ...page,
      extended: false,
      function: "tvsearch",
      title: "Harbour Lights",
      season: 1,
      episode: 2,
    },
  ],
  [
    "Sonarr's special season",
    "t=tvsearch&extended=1&tvdbid=990001&season=00",
    { ...page, function: "tvsearch", ids: { tvdb: [990001] }, season: 0 },
  ],
  [
    "a daily episode",
    "t=tvsearch&extended=1&tvdbid=990001&season=2024&ep=05/17",
    { ...page, function: "tvsearch", ids: { tvdb: [990001] }, airDate: "2024-05-17" },
  ],
  [
    "a year of a daily show",
    "t=tvsearch&extended=1&tvdbid=990001&season=2024",
    { ...page, function: "tvsearch", ids: { tvdb: [990001] }, season: 2024 },
  ],
  [
    "anime by id and absolute number",
    "t=tvsearch&cat=5070&extended=1&tvdbid=990001&q=07",
    { ...page, function: "tvsearch", categories: [5070], ids: { tvdb: [990001] }, q: "07" },
  ],
  [
    "anime by title with a literal plus",
    "t=search&cat=5070&extended=1&q=Harbour+Lights+07",
    { ...page, function: "search", categories: [5070], q: "Harbour Lights 07" },
  ],
  [
    "Radarr's film by ids, without tt",
    "t=movie&cat=2040&extended=1&tmdbid=10378&imdbid=1254207",
    { ...page, function: "movie", categories: [2040], ids: { imdb: [1254207], tmdb: [10378] } },
  ],
  [
    "Radarr's film by title",
    "t=search&cat=2040&extended=1&q=Big%20Buck%20Bunny%202008",
    { ...page, function: "search", categories: [2040], q: "Big Buck Bunny 2008" },
  ],
  [
    "Lidarr's album with an empty q",
    "t=music&cat=3040&extended=1&q=&artist=Kimiko%20Ishizaka&album=Open%20Goldberg&year=2012",
    {
      ...page,
      function: "music",
      categories: [3040],
      artist: "Kimiko Ishizaka",
      album: "Open Goldberg",
      year: 2012,
    },
  ],
  [
    "Readarr's author and title",
    "t=search&cat=7020&extended=1&q=Jane+Austen+Pride+and+Prejudice",
    { ...page, function: "search", categories: [7020], q: "Jane Austen Pride and Prejudice" },
  ],
  [
    "Prowlarr's blank sizes and a literal %20",
    "t=search&extended=1&apikey=K&q=harbour%2520lights&minage=&minsize=&maxsize=&limit=0&offset=0",
    { ...page, function: "search", q: "harbour lights" },
  ],
  [
    "Prowlarr's sizes that echo the age",
    "t=search&extended=1&apikey=K&minage=30&maxage=30&minsize=30&maxsize=30",
    { ...page, function: "search", maxAgeDays: 30 },
  ],
  [
    "a book search",
    "t=book&extended=1&author=Jane+Austen&title=Emma&publisher=Project+Gutenberg&genre=novel",
    {
      ...page,
      function: "book",
      author: "Jane Austen",
      title: "Emma",
      publisher: "Project Gutenberg",
      genre: "novel",
    },
  ],
])("%s is understood", (_, query, request) => {
  expect(parse(query)).toEqual(request);
  expect(parse(`?${query}`)).toEqual(request);
  expect(parse(new URLSearchParams(query))).toEqual(request);
});

test("caps is a request of its own and the key stays outside of the request", () => {
  const result = parseTorznabRequest("t=caps&apikey=secret");
  expect(result).toEqual({ ok: true, apiKey: "secret", request: { function: "caps" } });
  expect(parseTorznabRequest("t=nonsense&APIKEY=secret")).toMatchObject({ apiKey: "secret" });
});

test("names and the function count in any case", () => {
  expect(parse("T=TvSearch&Q=a&SEASON=S01&Ep=e02&CAT=5040&LIMIT=7")).toMatchObject({
    function: "tvsearch",
    q: "a",
    season: 1,
    episode: 2,
    categories: [5040],
    limit: 7,
  });
});

test("blank values are absent, also when only blanks or controls are in them", () => {
  expect(
    parse("t=search&extended=1&q=+%00&cat=&season=%20&ep=&imdbid=&year=&limit=&offset="),
  ).toEqual({ ...page, function: "search" });
});

test("repeated categories are joined, unknown ones ignored, parents expanded once", () => {
  expect(parse("t=search&cat=5040&cat=&cat=5045,5040").categories).toEqual([5040, 5045]);
  expect(parse("t=search&cat=5040,999999").categories).toEqual([5040]);
  expect(parse("t=search&cat=8000,8010").categories).toEqual(expandCategory(8000));
  const all = CATEGORIES.map((top) => top.id).join(",");
  expect(parse(`t=search&cat=${all}`).categories).toHaveLength(
    CATEGORIES.flatMap((top) => expandCategory(top.id)).length,
  );
});

test("categories that are all unknown match nothing instead of everything", () => {
  expect(parse("t=search&cat=100001,42").categories).toEqual([]);
  expect(parse("t=search&cat=99999999999999999999").categories).toEqual([]);
});

test("several ids are separated by commas or repeated", () => {
  expect(parse("t=movie&imdbid=tt0000012,TT13,14&imdbid=15&tmdbid=1,2,1").ids).toEqual({
    imdb: [12, 13, 14, 15],
    tmdb: [1, 2],
  });
});

test("an id that nobody has still restricts the search", () => {
  expect(parse("t=tvsearch&tvdbid=0&season=1").ids).toEqual({ tvdb: [0] });
  expect(parse("t=search&traktid=5&doubanid=6").ids).toEqual({ trakt: [5], douban: [6] });
});

test("a limit is cut to the maximum, 0 means the default, an offset has any depth", () => {
  expect(parse("t=search&limit=5000").limit).toBe(100);
  expect(parse("t=search&limit=99999999999999999999999").limit).toBe(100);
  expect(parse("t=search&limit=1").limit).toBe(1);
  expect(parse("t=search&offset=123456789").offset).toBe(123_456_789);
  expect(parse("t=search&offset=99999999999999999999999").offset).toBe(Number.MAX_SAFE_INTEGER);
  const limits = { default: 25, max: 50 };
  expect(parseTorznabRequest("t=search&limit=0", limits)).toMatchObject({ request: { limit: 25 } });
  expect(parseTorznabRequest("t=search&limit=60", limits)).toMatchObject({
    request: { limit: 50 },
  });
});

test("sizes and ages are bytes and days, and an upper bound of 0 is none", () => {
  const request = parse("t=search&minsize=1000&maxsize=2000&minage=1&maxage=999999999");
  expect(request).toMatchObject({
    minSize: 1000,
    maxSize: 2000,
    minAgeDays: 1,
    maxAgeDays: 36_525,
  });
  expect(parse("t=search&maxsize=0&maxage=0")).toMatchObject({
    maxSize: undefined,
    maxAgeDays: undefined,
  });
});

test("long text is cut between characters and controls never fuse words", () => {
  expect(parse(`t=search&q=${"a".repeat(600)}`).q).toBe("a".repeat(500));
  const emoji = parse(`t=search&q=a${encodeURIComponent("🌊".repeat(300))}`).q;
  expect(emoji).toBe(`a${"🌊".repeat(249)}`);
  expect(parse("t=search&q=harbour%00%0D%0Alights%7F").q).toBe("harbour lights");
});

test("attribute names are read but only so many", () => {
  expect(parse("t=search&attrs=size,+files,,size").attributes).toEqual(["size", "files"]);
  const many = Array.from({ length: 500 }, (_, index) => `a${index}`).join(",");
  expect(parse(`t=search&attrs=${many}`).attributes).toHaveLength(100);
});

test.each<[string, number, string]>([
  ["", 200, "(t)"],
  ["t=&q=x", 200, "(t)"],
  ["t=serach", 202, "(t:"],
  ["t=__proto__", 202, "(t:"],
  ["t=details&id=1", 203, "(details)"],
  ["t=search&cat=tv", 201, "(cat:"],
  ["t=search&cat=5040,", 201, "(cat:"],
  ["t=search&cat=5040;5045", 201, "(cat:"],
  ["t=search&cat=-1", 201, "(cat:"],
  ["t=search&limit=-1", 201, "(limit:"],
  ["t=search&limit=ten", 201, "(limit:"],
  ["t=search&offset=1.5", 201, "(offset:"],
  ["t=search&offset=0x10", 201, "(offset:"],
  ["t=tvsearch&season=one", 201, "(season:"],
  ["t=tvsearch&season=99999", 201, "(season:"],
  ["t=tvsearch&ep=E", 201, "(ep:"],
  ["t=tvsearch&ep=05/17", 201, "(ep:"],
  ["t=tvsearch&season=1&ep=05/17", 201, "(ep:"],
  ["t=tvsearch&season=2024&ep=02/30", 201, "(ep:"],
  ["t=tvsearch&season=2024&ep=13/01", 201, "(ep:"],
  ["t=tvsearch&season=2024&ep=5/17/1", 201, "(ep:"],
  ["t=tvsearch&tvdbid=tt5", 201, "(tvdbid:"],
  ["t=tvsearch&tvdbid=2147483648", 201, "(tvdbid:"],
  ["t=movie&imdbid=tt", 201, "(imdbid:"],
  ["t=movie&imdbid=nm0000001", 201, "(imdbid:"],
  ["t=movie&year=MMVIII", 201, "(year:"],
  ["t=search&minsize=1GB", 201, "(minsize:"],
  ["t=search&maxage=week", 201, "(maxage:"],
  ["t=search&extended=yes", 201, "(extended:"],
  [`t=movie&tmdbid=${Array.from({ length: 101 }, (_, id) => id).join(",")}`, 201, "(tmdbid:"],
  [`t=search&q=${"a".repeat(17_000)}`, 201, "longer"],
  [`t=search${"&a=1".repeat(200)}`, 201, "longer"],
])("%j is refused with code %d", (query, code, part) => {
  const result = parseTorznabRequest(query);
  expect(result).toMatchObject({ ok: false, code });
  expect(result).toHaveProperty("description", expect.stringContaining(part));
});

test("a text that is too long loses whole words", () => {
  const q = "harbour lights ".repeat(40);
  const read = parse(`t=search&q=${encodeURIComponent(q)}`).q ?? "";
  expect(read.length).toBeLessThanOrEqual(500);
  expect(read.split(" ").every((word) => word === "harbour" || word === "lights")).toBe(true);
  expect(parse(`t=search&q=${"x".repeat(600)}`).q).toHaveLength(500);
});

test("Newznab's orders are read, others refused", () => {
  expect(parse("t=search&sort=size_desc").sort).toEqual({ by: "size", order: "desc" });
  expect(parse("t=search&SORT=Posted_Asc").sort).toEqual({ by: "posted", order: "asc" });
  for (const sort of ["size", "constructor_asc", "cat_up"]) {
    expect(parseTorznabRequest(`t=search&sort=${sort}`)).toMatchObject({ ok: false, code: 201 });
  }
});

test("one broken parameter among many is named, whatever the case of its name", () => {
  expect(parseTorznabRequest("T=TvSearch&SEASON=S01&EP=e02&CAT=5030&cat=5040")).toMatchObject({
    request: { season: 1, episode: 2, categories: [5030, 5040] },
  });
  expect(parseTorznabRequest("t=movie&imdbid=tt0000001,2&IMDBID=3&q=a%00b")).toMatchObject({
    request: { ids: { imdb: [1, 2, 3] }, q: "a b" },
  });
});
