/** What name, files and size together say of a release's honesty; the order is from good to bad. */
export const VERDICTS = ["good", "suspicious", "fake"] as const;
/** One of {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** Everything that can speak against a release, each with how much from 0 to 1. */
export const REASON_WEIGHTS = {
  /** A program is where the name promises a film, music or a book. */
  "program-instead": 0.95,
  /** A program lies beside a film, music or a book. */
  "program-beside": 0.6,
  /** `film.mkv.exe`: the ending that counts is hidden behind another one. */
  "double-extension": 0.9,
  /** A character turns the direction of the file's name around, which hides its ending. */
  "reversed-name": 0.9,
  /** An archive and a note about its password, and nothing of what the name promises. */
  "password-archive": 0.9,
  /** A note about a password beside what the name promises. */
  "password-note": 0.35,
  /** One archive that is no scene release, instead of a film, music or a book. */
  "archive-instead": 0.4,
  /** Neither a file of the promised kind nor an archive that could hold one. */
  "nothing-promised": 0.75,
  /** Windows Media under a name that promises another format; such files can ask for a download. */
  "lure-container": 0.5,
  /** A codec, a player or instructions that the file would need to be played. */
  "codec-lure": 0.45,
  /** Far fewer bytes than the picture and its least length need. */
  "tiny-for-claim": 0.65,
  /** Fewer bytes than the picture and its least length need. */
  "small-for-claim": 0.25,
  /** More bytes than the picture can fill. */
  "huge-for-claim": 0.3,
  /** Only a sample of what the name promises. */
  "sample-only": 0.4,
  /** Most bytes are of no kind that belongs to what the name promises. */
  "mostly-other": 0.4,
  /** All files are empty. */
  "empty-files": 0.6,
} as const;
/** A reason as programs know it. */
export type ReasonCode = keyof typeof REASON_WEIGHTS;

/** Something that speaks against a release. */
export interface VerdictReason {
  code: ReasonCode;
  /** How much it says by itself, 0 to 1. */
  weight: number;
  /** One sentence for people. */
  text: string;
  /** The file it is about. */
  file?: string;
}

/** What was found, with the reasons from heavy to light. */
export interface ReleaseVerdict {
  verdict: Verdict;
  /** How likely the release is not what it says, 0 to 1: the reasons taken as independent. */
  score: number;
  reasons: VerdictReason[];
}

/** From this score on a release is suspicious. */
export const SUSPICIOUS_SCORE = 0.4;
/** From this score on a release is called a fake. */
export const FAKE_SCORE = 0.75;

/** Weighs reasons: each takes its share of the doubt that the others left. */
export function weighReasons(reasons: readonly VerdictReason[]): ReleaseVerdict {
  const trust = reasons.reduce((left, { weight }) => left * (1 - weight), 1);
  const score = Math.round((1 - trust) * 100) / 100;
  return {
    verdict: score >= FAKE_SCORE ? "fake" : score >= SUSPICIOUS_SCORE ? "suspicious" : "good",
    score,
    reasons: reasons.toSorted((left, right) => right.weight - left.weight),
  };
}
