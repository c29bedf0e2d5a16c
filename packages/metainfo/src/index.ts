export type { MetainfoFile } from "./file-list.ts";
export { type InfoDictionary, type InfoOptions, parseInfoDictionary } from "./info-dictionary.ts";
export {
  formatInfoHash,
  INFO_HASH_LENGTH,
  INFO_HASH_V2_LENGTH,
  parseInfoHash,
  truncateInfoHashV2,
} from "./info-hash.ts";
export {
  type Magnet,
  type MagnetInput,
  MAX_MAGNET_LENGTH,
  MAX_MAGNET_URLS,
  parseMagnet,
  writeMagnet,
} from "./magnet.ts";
export { MetainfoError } from "./metainfo-error.ts";
export { DEFAULT_METAINFO_LIMITS, type MetainfoLimits } from "./metainfo-limits.ts";
export { type Metainfo, parseMetainfo } from "./metainfo.ts";
export { type TorrentFileInput, writeTorrentFile } from "./torrent-file.ts";
