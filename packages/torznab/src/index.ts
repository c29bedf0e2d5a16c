export {
  CATEGORIES,
  categoryName,
  expandCategory,
  findCategoryByName,
  isKnownCategory,
  parentCategory,
} from "./categories.ts";
export type { Subcategory, TopCategory } from "./categories.ts";
export { cleanQueryTitle } from "./clean-title.ts";
export type { EpisodeParameters } from "./episode-parameters.ts";
export { REQUEST_LIMIT_REACHED, TORZNAB_ERRORS } from "./error-codes.ts";
export type { TorznabErrorCode } from "./error-codes.ts";
export type { TorznabDownload, TorznabItem, TorznabRelease } from "./item.ts";
export { formatMailDate } from "./mail-date.ts";
export type { QueryInput } from "./parameters.ts";
export { DEFAULT_LIMITS, ID_PARAMETERS, parseTorznabRequest, SEARCH_FUNCTIONS } from "./request.ts";
export type {
  CapsRequest,
  IdSource,
  PageLimits,
  SearchFunction,
  SearchRequest,
  SortParameter,
  TorznabRequest,
  TorznabRequestResult,
} from "./request.ts";
export { newestDate } from "./syndication.ts";
export type { SyndicationFeed } from "./syndication.ts";
export { writeAtom } from "./write-atom.ts";
export { DEFAULT_FUNCTIONS, writeCaps } from "./write-caps.ts";
export type { CapsOptions, SupportedParameter, SupportedParameters } from "./write-caps.ts";
export { writeError } from "./write-error.ts";
export { writeFeed } from "./write-feed.ts";
export type { TorznabFeed } from "./write-feed.ts";
export { writeRss } from "./write-rss.ts";
export { writeItem } from "./write-item.ts";
export { escapeXml, XML_DECLARATION } from "./xml.ts";
export { createTorznabClient } from "./client.ts";
export type {
  PageOptions,
  PagingOptions,
  RemoteDownload,
  TorznabClient,
  TorznabClientOptions,
} from "./client.ts";
export type { TorznabQuery } from "./client-query.ts";
export type { RemoteCaps, RemoteCategory } from "./parse-caps.ts";
export type { RemotePage, RemoteRelease } from "./parse-feed.ts";
export { parseMailDate } from "./parse-mail-date.ts";
export { TorznabError } from "./torznab-error.ts";
export type { TorznabFailure } from "./torznab-error.ts";
