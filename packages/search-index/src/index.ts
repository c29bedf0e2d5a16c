export { type FacetRequest, type FacetValue, MAX_FACET_VALUES } from "./facets.ts";
export { type ColumnFilter, type Filter, type IdFilter, MAX_FILTERS } from "./filters.ts";
export type { Feed, FeedOptions, FeedRebuild, FeedTarget, LoadProblem, StartFeed } from "./feed.ts";
export { type IndexReader, openReader } from "./index-reader.ts";
export { IndexWriter, type PendingMerge, type WriterOptions } from "./index-writer.ts";
export { leadPhrase } from "./lead-phrase.ts";
export type { DeleteOperation, Operation, PatchOperation, PutOperation } from "./operations.ts";
export { MAX_QUERY_LENGTH } from "./query-syntax/lex-query.ts";
export {
  type CustomValue,
  type ParsedQuery,
  parseQuery,
  type QueryChip,
} from "./query-syntax/parse-query.ts";
export type {
  CustomKey,
  DateKey,
  FlagKey,
  NumberKey,
  QueryKey,
  QueryKeys,
  SizeKey,
  TextKey,
  WordsKey,
} from "./query-syntax/query-keys.ts";
export { RANK_PROFILES, type RankProfile, type RankWeights } from "./rank.ts";
export {
  type ColumnDefinition,
  type ColumnValue,
  type EnumColumn,
  MAX_COLUMNS,
  MAX_ID,
  type NumberColumn,
  type NumberStorage,
  type SearchDocument,
  type SearchSchema,
  type SetColumn,
} from "./schema.ts";
export { SearchIndexError, type SearchIndexErrorCode } from "./search-index-error.ts";
export {
  createSearchIndex,
  type Rebuild,
  type SearchIndex,
  type SearchIndexOptions,
} from "./search-index.ts";
export {
  createSearchPool,
  type SearchCallOptions,
  type SearchPool,
  type SearchPoolOptions,
} from "./search-pool.ts";
export {
  FEW_HITS,
  type ListRequest,
  MAX_LIMIT,
  type SearchRequest,
  type SearchResult,
  type SortOrder,
} from "./search-request.ts";
export type { Snapshot } from "./segment.ts";
export { type SuggestRequest, type Suggestion } from "./suggest.ts";
export type {
  AllClause,
  AnyClause,
  Clause,
  PhraseClause,
  TextQuery,
  WordClause,
} from "./text-query.ts";
export { allowedEdits, isAnchored, isNumber } from "./text-query.ts";
