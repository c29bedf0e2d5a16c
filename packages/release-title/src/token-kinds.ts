/** What single words of release names mean, wherever they stand. */
import { hashText } from "./hash-text.ts";

/** Words by their meaning; a word stands in one list only, the first that names it. */
const WORDS = {
  source:
    "bluray blu bdrip brrip bdremux bd bd25 bd50 bd66 bd100 bdmv bdmux brmux uhdrip uhdbd remux dvd dvdrip dvdr dvd5 dvd9 dvdscr dvdmux hddvd web webrip webdl webhd webcap webmux dlmux dlrip hdtv hdtvrip tvrip pdtv sdtv dsr dsrip dtv dtvrip dvb satrip ahdtv uhdtv hdrip hdcam camrip cam hdts hdtc telesync telecine ts tc scr screener workprint ppv ppvrip vhsrip vhs vodrip vod ray laserdisc r5 blueray",
  videoCodec:
    "x264 h264 avc x265 h265 hevc x266 h266 vvc xvid divx av1 vp8 vp9 mpeg2 mpeg4 mpeg vc1 vc hi10p hi10 8bit 10bit 12bit yuv420p10 nvenc hvec",
  audioCodec:
    "aac ac3 eac3 dts dtshd dtsx truehd atmos flac alac lpcm pcm mp3 mp2 opus ogg vorbis ddp dd dd5 ddp5 dd2 ddp2 aac2 aac5 dts5 flac2 flac5 ape wav dsd hd ma he lc ddpa ddpa5 dd1 ddp1 aac1 eac",
  hdr: "hdr hdr10 hdr10plus hdr10p dv dovi vision dolby hlg sdr",
  language:
    "english eng german ger deu deutsch french fre fra vf vff vfq vf2 vfi vo vost vostfr truefrench spanish spa esp espanol español castellano latino lat italian ita italiano portuguese por ptbr dublado legendado brazilian russian rus polish pol lektor napisy swedish swe danish dan norwegian nor finnish fin nordic dutch nld flemish czech cze cz slovak hungarian hun romanian rum turkish tur greek gre hebrew heb arabic ara hindi hin tamil tam telugu tel malayalam mal kannada bengali bangla korean kor japanese jpn jap jp chinese chi chs cht gb big5 mandarin cantonese thai vietnamese indonesian malay ukrainian ukr bulgarian croatian serbian lithuanian latvian estonian catalan fr de es it ru pl nl se dk fi hu ro tr gr ua pt br en ja ko zh",
  subtitles:
    "sub subs subbed subtitle subtitles esub esubs msub msubs multisub multisubs softsub softsubs hardsub hardsubs hardcoded hc legenda legendas subita subtitulado subfrench swesub nlsubs",
  dub: "dub dubbed dual multi multi2 multi3 md ld mvo dvo avo dubbing dl ml multilang",
  edition:
    "extended uncut unrated remastered directors director's theatrical criterion collector collectors collector's anniversary ultimate imax edition special limited cut deluxe restored restoration redux uncensored rated dc ee se remaster openmatte open matte final diamond hybrid",
  mark: "proper repack rerip real internal read nfo int dirfix nfofix syncfix custom complete retail festival ws fs widescreen pal ntsc stv hq hr lq uhd fhd qhd 4k 8k sd hybrid batch pack fixed dirfix sample proof 3d hsbs sbs hou hsou half ou tab sidebyside reduced conv convert fs nuked",
  network:
    "amzn nf netflix dsnp hmax max hulu atvp pcok pmtp crav cr funi hbo cbs nbc bbc itv abc cnn cnbc ae dscp stan roku ip aptv itunes it red vudu dcu starz shotime showtime syfy amc pbs tubi bili baha b-global crunchyroll iplayer all4 my5 stan wowtv viap hs zee5 sonyliv jio mgm espn fyi nick dsny",
  season:
    "season seasons series saison saisons temporada temp tem staffel sezon sezona stagione s se seizoen сезон sæson säsong kausi tv",
  episode:
    "episode episodes ep eps epi episodio capitulo cap folge odcinek aflevering afl серия серии e of part pt del iz из chapter ch blm bolum bölüm fin end ova oad ona sp special specials nced ncop op ed pv preview movie film menu",
  volume: "vol volume vols v c tome tom том issue no nr disc disk cd d band book livre глава",
  container:
    "mkv mp4 avi m4v wmv mov mpg ts m2ts vob webm flv ogm iso img srt ass nfo m4a m4b epub mobi azw3 pdf djvu cbr cbz cb7 zip rar 7z exe msi apk dmg pkg nsp xci torrent nzb jpg mk3d",
  size: "mb gb tb kb mib gib kbps kbit khz fps mbps kbs",
  site: "www com org net tv1 info to cc me io eztv ettv rarbg rartv tgx ethd glodls yts ggez nzb xyz site 1337x",
  month:
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz juni juli oktober dezember",
  music:
    "album single ep lp ost soundtrack discography vinyl cdm cds cdr cdep cdrip cda web16 advance promo bootleg mixtape compilation feat ft va vls sat dab fm kbps lossless log cue vbr v0 320 256 192 eac live 2cd 3cd 2lp bonus remixes mcd retail webflac",
  platform:
    "ps1 ps2 ps3 ps4 ps5 psx psp psv vita nsw switch xbox xbox360 xboxone x360 wii wiiu nds 3ds gba gog steam ngc pc dlc dlcs update patch trainer crackfix cracked iso rip goty ngage",
  software:
    "win winall win32 win64 windows x64 x86 amd64 macos macosx osx mac linux android ios incl keygen keymaker keyfilemaker crack regged serial multilingual portable build bilingual activated preactivated patched vst vst3 aax au plugin update professional enterprise addon symbianos",
  book: "ebook ebooks audiobook audiobooks epub pdf magazine hybrid retail abook unabridged abridged comic comics manga digital c2c scan scans bookware tutorial udemy lynda pluralsight hoerbuch hörbuch webrip",
  stop: "the a an of and or in on to for with at by from is le la les der die das el los las il lo gli de du des et und y e no wa ga ni wo n",
  roman: "ii iii iv vi vii viii ix xi xii xiii",
} as const;

const SHAPES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["resolution", /^(?:\d{3,4}[pi]\d*|m?(?:720|1080|2160)[pi]|\d{3,4}x\d{3,4}p?|4k|8k|uhd)$/u],
  ["seasonEpisode", /^(?:s\d{1,4}(?:e|d|x|ep)\d{1,4}.*|\d{1,2}x\d{2,4}.*|s\d{1,4}e\d.*)$/u],
  ["seasonNumber", /^s\d{1,4}$/u],
  ["episodeNumber", /^(?:e|ep|eps|episode|cap|#)\d{1,5}(?:v\d)?$/u],
  ["volumeNumber", /^(?:v|vol|t|c|ch|cd|disc|d|part|pt|tome)\d{1,4}$/u],
  ["channels", /^\d(?:\d)?ch$/u],
  ["videoCodec", /^(?:[xh]\.?26[456]\w{0,5}|divx\d*|xvid\w{0,4}|\d{1,2}bits?)$/u],
  ["audioCodec", /^(?:e?ac-?3d?|aac\d*(?:x\d)?|ddp?a?\d*|flac(?:x?\d)*|dts\w{0,4}|mp3\w?)$/u],
  ["subtitles", /^\w{2,4}subs?$/u],
  ["dub", /^multi\d*$/u],
  ["size", /^\d+(?:mb|gb|kbps|kbit|khz|fps|mib|gib)$/u],
  ["checksum", /^(?=.*\d)[\da-f]{8}$/u],
  ["ordinal", /^\d{1,3}(?:st|nd|rd|th|ª|º|°)$/u],
  ["version", /^(?:v\d{1,3}|\d{1,4}v\d)$/u],
  ["music", /^\d{1,2}(?:cd|lp|dvd)$/u],
  ["mixed", /^(?=.*\d)(?=.*[a-z]).*$/u],
  ["single", /^\p{L}$/u],
];

const YEAR = /^(?:19\d\d|20[0-3]\d)$/u;
const NUMBER_KINDS = ["number1", "number2", "number3", "number4", "longNumber", "date", "year"];

/** Name of the meaning of a word that has none of its own. */
export const PLAIN = "plain";

const WORD_KINDS = Object.keys(WORDS);
const SHAPE_KINDS = SHAPES.map(([name]) => name);
/** Every meaning a token can have; a kind is an index into this list. */
export const TOKEN_KINDS: readonly string[] = [
  ...new Set([PLAIN, "outside", ...WORD_KINDS, ...SHAPE_KINDS, ...NUMBER_KINDS]),
];

const INDEX_OF = new Map(TOKEN_KINDS.map((name, index) => [name, index]));
/** By the hash of the word: numbers are looked up faster than texts that were just cut out. */
const KNOWN_WORDS = new Map<number, { word: string; kind: number }>();
for (const [kind, words] of Object.entries(WORDS)) {
  for (const word of words.split(" ")) {
    const hash = hashText(word);
    const known = KNOWN_WORDS.get(hash);
    if (known && known.word !== word) throw new Error(`${word} hashes like ${known.word}`);
    if (!known) KNOWN_WORDS.set(hash, { word, kind: indexOf(kind) });
  }
}
const SHAPE_INDEXES = SHAPES.map(([name, pattern]) => [indexOf(name), pattern] as const);

const PLAIN_INDEX = indexOf(PLAIN);
const YEAR_INDEX = indexOf("year");
const LONG_NUMBER_INDEX = indexOf("longNumber");
/** Kinds of bare numbers by their length. */
const NUMBER_INDEXES: Readonly<Record<number, number>> = {
  1: indexOf("number1"),
  2: indexOf("number2"),
  3: indexOf("number3"),
  4: indexOf("number4"),
  6: indexOf("date"),
  8: indexOf("date"),
};

/** Kinds that belong to the description of a release and hardly ever to a title. */
const TECHNICAL: ReadonlySet<number> = new Set(
  [
    "resolution",
    "source",
    "videoCodec",
    "audioCodec",
    "hdr",
    "channels",
    "container",
    "checksum",
  ].map(indexOf),
);
const NUMBERING: ReadonlySet<number> = new Set(
  ["seasonEpisode", "seasonNumber", "episodeNumber"].map(indexOf),
);
const PLAIN_NUMBER: ReadonlySet<number> = new Set(
  ["number1", "number2", "number3", "number4", "version", "year"].map(indexOf),
);

/** The kind of a word given in lower case, whose hash may be known. */
export function kindOfWord(lower: string, hash = hashText(lower)): number {
  const known = KNOWN_WORDS.get(hash);
  if (known?.word === lower) return known.kind;
  if (lower.length > 24) return PLAIN_INDEX;
  const digits = countDigits(lower);
  if (digits > 0 && digits === lower.length) return kindOfNumber(lower);
  // Words without digits have no shape, but for single letters and subtitles ("xxsubs").
  const isWord = digits === 0 && lower.length > 1;
  if (isWord && !lower.endsWith("sub") && !lower.endsWith("subs")) return PLAIN_INDEX;
  return SHAPE_INDEXES.find(([, pattern]) => pattern.test(lower))?.[0] ?? PLAIN_INDEX;
}

function countDigits(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x30 && unit <= 0x39) count += 1;
  }
  return count;
}

function kindOfNumber(digits: string): number {
  if (digits.length === 4 && YEAR.test(digits)) return YEAR_INDEX;
  return NUMBER_INDEXES[digits.length] ?? LONG_NUMBER_INDEX;
}

/** Words that describe picture, sound or file. */
export function isTechnical(kind: number): boolean {
  return TECHNICAL.has(kind);
}

/** Words that no longer belong to a title that has begun. */
export function endsTitle(kind: number): boolean {
  return TECHNICAL.has(kind) || NUMBERING.has(kind) || kind === YEAR_INDEX;
}

/** Seasons and episodes in one word. */
export function isNumbering(kind: number): boolean {
  return NUMBERING.has(kind);
}

/** A bare number, possibly an episode. */
export function isPlainNumber(kind: number): boolean {
  return PLAIN_NUMBER.has(kind);
}

/** Index of a kind in {@link TOKEN_KINDS}; throws for a name that is none. */
export function indexOf(kind: string): number {
  const index = INDEX_OF.get(kind);
  if (index === undefined) throw new Error(`no kind of token is called ${kind}`);
  return index;
}
