import { actMessages as deActs } from "./de-acts.ts";
import { queueMessages as deQueues } from "./de-queues.ts";
import { settingMessages as deSettings } from "./de-settings.ts";
import { actMessages as enActs } from "./en-acts.ts";
import { queueMessages as enQueues } from "./en-queues.ts";
import { settingMessages as enSettings } from "./en-settings.ts";
import { currentLanguage } from "./language.ts";

/** Loaded with the pages of the operations area alone, not with the catalogue of every page. */
const WORDS = {
  en: { ...enActs, ...enQueues, ...enSettings },
  de: { ...deActs, ...deQueues, ...deSettings },
};

type Word = keyof (typeof WORDS)["en"];

/** Words for what the server calls by a name of its own; undefined for a name that is new to us. */
export function findWord(kind: "act" | "queue" | "setting", name: string): string | undefined {
  return find(`${kind}.${name}`);
}

/** What a setting does, below its name. */
export function findSettingText(name: string): string | undefined {
  return find(`setting.${name}.text`);
}

/** A text of the settings page. */
export function settingWord(name: Word & `settings.${string}`): string {
  return WORDS[currentLanguage()][name];
}

/** What the settings page calls a part or a choice; undefined for one that is new to us. */
export function findSettingWord(kind: "group" | "choice", name: string): string | undefined {
  return find(`settings.${kind}.${name}`);
}

/** Everything the audit log can say was done, as pairs of the server's name and the words. */
export function listActs(): (readonly [name: string, words: string])[] {
  return Object.keys(enActs).map((key) => {
    const name = key.slice("act.".length);
    return [name, find(key) ?? name] as const;
  });
}

function find(key: string): string | undefined {
  const words: Readonly<Record<string, string>> = WORDS[currentLanguage()];
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
