import { useEffect, useState } from "react";

import { loadSentences, type Translate } from "./messages/translate-refusal.ts";

/**
 * Says sentences that the server keeps in English, such as why a list could not be read, in the
 * language of the page. What it does not know, and what is asked for before the words are there,
 * stays as it is.
 */
export function useSentences(): (sentence: string) => string {
  const [translate, setTranslate] = useState<Translate>();
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const loaded = await loadSentences();
      if (!isGone) setTranslate(() => loaded);
    };
    void load();
    return () => {
      isGone = true;
    };
  }, []);
  return (sentence) => translate?.(sentence) ?? sentence;
}
