/** Words of a release name that tell what kind of thing it is, apart from its title. */
import { gated, type GatedPattern } from "./patterns/gated-pattern.ts";

/** Game systems a name can state, with the words that state them. */
const PLATFORM_PATTERNS = {
  switch: gated(/\b(?:NSW|NSP|XCI|Nintendo Switch|Switch NSP)\b/u),
  "3ds": gated(/\b3DS\b(?! ?max)/iu),
  nds: gated(/\bNDS\b/u),
  wiiu: gated(/\bWii ?U\b/iu),
  wii: gated(/\bWii\b/iu),
  psp: gated(/\bPSP\b/u),
  psvita: gated(/\bPS ?(?:Vita|V)\b/iu),
  ps5: gated(/\b(?:PS5|Play ?Station 5)\b/iu),
  ps4: gated(/\b(?:PS4|Play ?Station 4)\b/iu),
  ps3: gated(/\b(?:PS3|Play ?Station 3)\b/iu),
  ps2: gated(/\b(?:PS2|Play ?Station 2)\b/iu),
  ps1: gated(/\b(?:PS1|PSX|Play ?Station)\b/iu),
  xbox360: gated(/\b(?:XBOX ?360|X360|XBLA)\b/iu),
  xboxone: gated(/\b(?:XBOX ?ONE|XB1|XBSX)\b/iu),
  xbox: gated(/\bXBOX\b/iu),
  retro: gated(/\b(?:GBA|N64|SNES|NES|GameCube|NGC|Dreamcast|MAME|No-Intro)\b/u),
} as const;
/** A game system. */
export type Platform = keyof typeof PLATFORM_PATTERNS;
/** What every name of a system holds; hardly any name does. */
const ANY_PLATFORM = gated(
  /NSW|NSP|XCI|Switch|[3N]DS|Wii|PS ?[VP1-5X]|Play ?Station|XBOX|X360|XBLA|XB1|XBSX|GBA|N64|NES|GameCube|NGC|Dreamcast|MAME|No-Intro/i,
);
// The keys of an object literal are exactly its properties.
const PLATFORMS = Object.keys(PLATFORM_PATTERNS) as Platform[];

const LINUX = gated(
  /\b(?:debian|[kxl]?ubuntu|fedora|arch ?linux|linux ?mint|opensuse|alma ?linux|rocky|centos|kali|manjaro|gentoo|slackware|(?:free|open|net)bsd|raspios|tails|nixos|alpine|zorin ?os|elementary ?os|pop[-_ ]os|endeavouros|antix|proxmox|truenas|opnsense|pfsense|knoppix|linux)\b/iu,
);
const INSTALL_IMAGE = gated(
  /\b(?:amd64|x86[-_ ]64|i[36]86|arm64|aarch64|armhf|netinst|live(?:cd|dvd|usb)?|desktop|server|workstation|minimal|dvd[-\d]*|iso|img)\b/iu,
);

/** Each says that one kind of release is stated by a word of the name. */
export const NAME_SIGNALS = {
  adult: gated(
    /.\bXXX\b|\b(?:porno?|pornhub|onlyfans|hentai|milf|gangbang|creampie|bukkake|siterip xxx|uncensored jav|fc2[- ]?ppv)\b/u,
  ),
  audiobook: gated(
    /\b(?:audio ?-?books?|abook|audible|unabridged|h(?:ö|oe)rbuch|livre audio|audiolibro|аудиокнига|m4b)\b/iu,
  ),
  comic: gated(
    /\b(?:comics?|manga|manhwa|graphic novel|fcbd|tpb)\b|\bv\d{1,2} ?c\d{1,3}\b|комикс|漫画|\(digital(?:-\w+)?\) ?\(/iu,
  ),
  magazine: gated(
    /\b(?:magazine|zeitschrift|magazin|revista|weekly issue|newspaper|gazette|gazzetta)\b|журнал/iu,
  ),
  ebook: gated(/\b(?:e-?books?|epub|mobi|azw3?|pdf|djvu|fb2|kindle)\b/iu),
  course: gated(
    /\b(?:udemy|pluralsight|lynda|coursera|skillshare|linkedin learning|masterclass|bookware|packt|frontend ?masters|egghead|video ?tutorials?|e-?learning|online course)\b/iu,
  ),
  sport: gated(
    /\b(?:NFL|NBA|WNBA|NHL|MLB|MLS|NCAA|UFC|WWE|AEW|Bellator|Formula ?[1-3E]|MotoGP|Moto[23]|WRC|NASCAR|IndyCar|EPL|Premier League|La Liga|Bundesliga|Serie A|Ligue 1|Champions League|Europa League|World Cup \d{4})\b|\bF1\b.*\b(?:Grand Prix|GP|Practice|Qualifying|Race)\b/u,
  ),
  versus: gated(/\b(?:vs?|versus|at)\b|@/iu),
  music: gated(
    /\b(?:(?:web)?FLAC\d*|MP3|ALAC|M4A|OGG|discograph(?:y|ie)|discografia|lossless|\d{2,3} ?kbps|V0|(?:16|24)[- ]?bit[- ]?\d{2,3}(?:\.\d)? ?khz|\d?x?vinyl|soundtrack|OST|album|mixtape|CDRip|CD[SM]|дискография)\b/iu,
  ),
  sceneMusic: gated(/^[^-]+-.*-(?:[A-Z]{2,5})?(?:19|20)[\dX]{2}-\w+(?: int)?$/iu),
  musicVideo: gated(
    /\b(?:MBLURAY|MDVDR?|MVID|music video|videoclip)\b|-x26[45]-(?:19|20)\d\d-\w+$|-MV$/iu,
  ),
  lossless: gated(/\b(?:FLAC|ALAC|lossless|WAV|APE|DSD|24[- ]?bit)\b/iu),
  mp3: gated(/\b(?:MP3|\d{2,3} ?kbps|V[02]|320)\b/iu),
  game: gated(
    /\b(?:DLCs?|MULTi\d{1,2}|GOG|FitGirl|DODI|ElAmigos|early access|update v\d[\w.]*|ROMs?|repack by \w+)\b|-(?:CODEX|SKIDROW|RELOADED|PLAZA|CPY|TENOKE|RUNE|EMPRESS|FLT|Razor1911|HOODLUM|TiNYiSO|DARKSiDERS|SiMPLEX|PROPHET|I_?KnoW|GOG|DOGE|ANOMALY|Unleashed|VENOM|LiGHTFORCE)$|\((?:USA|Europe|Japan|World)(?:, \w+)*\)/iu,
  ),
  gameWord: gated(/\bgames?\b/iu),
  software: gated(
    /\b(?:keygen(?:erator)?|key ?maker|cracked|regged|incl\.? (?:crack|patch|key\w*|serial)|serials?|activat(?:or|ed|ion)|portable|multilingual|setup|pre-?activated|WinALL|Win(?:32|64)|x64|x86|amd64|MacOSX?|Mac OS X?|Multi ?OS|Windows \d+|Professional v\d)\b/iu,
  ),
  version: gated(
    /\bv?\d{1,4}\.\d{1,5}(?:\.\d{1,6}){1,3}\b|\bv\d{1,4}(?:\.\d{1,6})*\b|\bbuild \d+/iu,
  ),
  mac: gated(/\b(?:MacOSX?|Mac OS X?|OSX|MAC)\b/u),
  android: gated(/\b(?:android|apk)\b/iu),
  ios: gated(/\b(?:iOS|iPhone|iPad|ipa)\b/u),
  images: gated(/\b(?:image ?set|imageset|photo ?set|pictures)\b/iu),
  pack: gated(/\b(?:site ?rip|mega ?pack|collection|pack)\b/iu),
} as const satisfies Readonly<Record<string, GatedPattern>>;

/**
 * The name with the word separator that patterns with word boundaries do not know; positions stay
 * the same.
 */
export function toSignalText(name: string): string {
  return name.replaceAll("_", " ").replaceAll(/(?<=[a-z])\.|\.(?=[a-z])/giu, " ");
}

/** The game system the name states. */
export function findPlatform(text: string): Platform | undefined {
  if (!ANY_PLATFORM.test(text)) return undefined;
  return PLATFORMS.find((platform) => PLATFORM_PATTERNS[platform].test(text));
}

/** Systems that programs are made for, beside those for games only. */
const SYSTEM_PATTERNS = {
  android: NAME_SIGNALS.android,
  ios: NAME_SIGNALS.ios,
  mac: NAME_SIGNALS.mac,
  linux: gated(/\b(?:linux|ubuntu|debian|fedora|appimage)\b/iu),
  windows: gated(/\bWin(?:ALL|32|64|dows)\b/iu),
} as const;

/** The system a game or program is for, as far as the name states it. */
export function findSystem(
  text: string,
): { platform: string; span: readonly [number, number] } | undefined {
  const game = findPlatform(text);
  const patterns = game ? { [game]: PLATFORM_PATTERNS[game] } : SYSTEM_PATTERNS;
  for (const [platform, pattern] of Object.entries(patterns)) {
    const match = pattern.exec(text);
    if (match) return { platform, span: [match.index, match.index + match[0].length] };
  }
  return undefined;
}

/** The name is that of an installation image of a free operating system. */
export function isLinuxImage(text: string): boolean {
  return LINUX.test(text) && INSTALL_IMAGE.test(text);
}

/** No word of a text that people read is as long. */
const LONG_WORD = /^(?:_?unpack[_ ])?[a-z\d]{28}/iu;

/** The name is a checksum or another string that no person reads. */
export function isHashed(name: string): boolean {
  if (!LONG_WORD.test(name)) return false;
  const bare = name.replace(/^_?unpack[_ ]/iu, "").replace(/\.\w{2,4}$/u, "");
  return /^(?=.*\d)(?=.*[a-z])[a-z\d]{28,}$/iu.test(bare);
}
