import { createRandom, drawRank, type Random } from "./random.ts";

const NOUNS =
  "night river house garden light stone winter summer road sea mountain island forest city child king queen winds shadow star moon sun fire water glass bridge door window tower letter song dance story dream memory silence storm rain snow autumn spring harbour valley desert ocean field meadow orchard bird wolf fox bear horse crow raven spider whale engine machine clock mirror map book candle lantern train ship boat wheel market village castle palace temple school hotel kitchen museum library station mile hour day week year century world earth sky cloud horizon shore coast cliff cave lake brook mill farm barn well gate wall roof stair tunnel signal circuit robot comet planet galaxy orbit rocket satellite pilot captain doctor baker painter teacher gardener fisher sailor hunter singer dancer writer stranger neighbour brother sister mother father daughter son friend";
const ADJECTIVES =
  "last first lost hidden silent golden silver broken little great old new dark bright cold warm empty secret endless distant quiet wild blue red green black white grey hollow burning frozen wandering forgotten sleeping laughing crooked gentle strange paper wooden iron copper electric northern southern eastern western ancient final second third hundred thousand";
const SYLLABLES =
  "ba be bo bra cal cor da del dor el en fa fen gar gil hal har il ir jor ka kel kor la lem lin lor ma mer mi mor na nel nim no or pel pra qui ra ren ri ro sa sel shi sol ta tel tha tor ul um va vel vin vor wen wil xa ya yor za zel zi";
const FOREIGN: readonly (readonly [string, string])[] = [
  [
    "",
    "夜 川 家 庭 光 石 冬 夏 道 海 山 島 森 町 月 星 雨 雪 風 空 桜 鳥 猫 夢 歌 物語 手紙 時計 電車 図書館 ロボット カレンダー",
  ],
  [
    "",
    "夜晚 河流 花园 石头 冬天 夏天 大海 高山 森林 城市 月亮 星星 故事 梦想 机器 时钟 火车 图书馆 春天 风 雨",
  ],
  [
    " ",
    "밤 강 집 정원 빛 돌 겨울 여름 바다 산 섬 숲 도시 달 별 비 눈 바람 하늘 꿈 노래 이야기 기차 도서관",
  ],
  [
    " ",
    "ночь река дом сад свет камень зима лето дорога море гора остров лес город луна звезда дождь снег ветер сон песня сказка поезд ёлка",
  ],
  [
    " ",
    "νύχτα ποτάμι σπίτι κήπος φως πέτρα χειμώνας καλοκαίρι δρόμος θάλασσα βουνό νησί δάσος πόλη φεγγάρι αστέρι",
  ],
  [
    " ",
    "ليل نهر بيت حديقة ضوء حجر شتاء صيف طريق بحر جبل جزيرة غابة مدينة قمر نجمة مطر ثلج ريح حلم",
  ],
  [
    " ",
    "रात नदी घर बाग रोशनी पत्थर सर्दी गर्मी सड़क सागर पहाड़ द्वीप जंगल शहर चाँद तारा बारिश सपना गीत कहानी",
  ],
  ["", "กลางคืน แม่น้ำ บ้าน สวน แสง หิน ฤดูหนาว ถนน ทะเล ภูเขา เกาะ ป่า เมือง พระจันทร์ ดาว ฝน ความฝัน"],
  [
    " ",
    "Übergröße Straße Märchen Fluß Brücke Gärten nächste später Königin Schlüssel Wälder Früchte",
  ],
  [" ", "été forêt île château rêve lumière étoile hôtel fenêtre rivière café naïve garçon"],
];

const nouns = NOUNS.split(" ");
const adjectives = ADJECTIVES.split(" ");
const foreign = FOREIGN.map(([joint, words]) => ({ joint, words: words.split(" ") }));
const INVENTED_COUNT = 60_000;
const invented = inventWords(INVENTED_COUNT);

/** A word that no language has, frequent ones more often. */
export function drawInvented(random: Random): string {
  return invented[drawRank(random, INVENTED_COUNT, 30)] ?? "";
}

/** The name of a person who does not exist. */
export function drawPerson(random: Random): string {
  return `${capitalise(drawInvented(random))} ${capitalise(drawInvented(random))}`;
}

/** A title in English with at least one invented word, so that it names no existing work. */
export function drawTitle(random: Random): string {
  const name = capitalise(drawInvented(random));
  const noun = capitalise(drawCommon(random, nouns));
  const adjective = capitalise(drawCommon(random, adjectives));
  const shape = random.below(12);
  if (shape < 3) return `The ${adjective} ${noun} of ${name}`;
  if (shape < 5) return `The ${name} ${noun}`;
  if (shape < 7) return `${adjective} ${name}`;
  if (shape === 7) return `${name}'s ${noun}`;
  if (shape === 8) return `${name} & ${capitalise(drawInvented(random))}`;
  if (shape === 9) return `${noun} of the ${name}`;
  if (shape === 10) return `A ${noun} in ${name}`;
  return `${name}: ${adjective} ${noun}`;
}

/** A title of common words in another script or with diacritics. */
export function drawForeignTitle(random: Random): string {
  const { joint, words } = random.pick(foreign);
  const count = 2 + random.below(3);
  return Array.from({ length: count }, () => random.pick(words)).join(joint);
}

/** The word with a capital first letter. */
export function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function drawCommon(random: Random, words: readonly string[]): string {
  return words[drawRank(random, words.length, 8)] ?? "";
}

function inventWords(count: number): string[] {
  const random = createRandom(20_100_520);
  const syllables = SYLLABLES.split(" ");
  const words = new Set<string>();
  while (words.size < count) {
    const length = random.chance(0.35) ? 2 : 3;
    const word = Array.from({ length }, () => random.pick(syllables)).join("");
    words.add(word + random.pick(["", "", "n", "s", "th", "ck"]));
  }
  return [...words];
}
