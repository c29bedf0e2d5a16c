import type { Language } from "./language.ts";

/**
 * The script of a language's texts, with one more use: after its first frame a page starts it once
 * more in a thread of its own, where it only writes numbers and dates. What a browser loads before
 * the first of them serves all threads of the page, and would hold up the first results: 30 ms of a
 * quick processor, 120 ms of one that is four times slower.
 */
export function withWarmFormats(language: Language, script: string): string {
  return `if(self.document){${script};
const s=document.currentScript.src;
requestAnimationFrame(()=>setTimeout(()=>new Worker(s)))
}else{
const l=navigator.languages.find(t=>t.toLowerCase().split("-",1)[0]==="${language}")||"${language}";
new Intl.NumberFormat(l).format(1);
new Intl.NumberFormat(l,{notation:"compact"}).format(1e6);
new Intl.PluralRules(l).select(2);
new Intl.DateTimeFormat(l,{dateStyle:"medium",timeStyle:"short"}).format();
new Intl.RelativeTimeFormat(l,{style:"short"}).format(-1,"day");
close()}`.replaceAll("\n", "");
}
