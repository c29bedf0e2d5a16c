import { basePath, rootPath } from "../../lib/base-path.ts";
import { FIRST_SEARCH } from "./first-search.ts";
import { FIRST_SIZE_EXPRESSION } from "./page-size.ts";
import { LIST_FILTERS, NUMBER_FILTERS, ORDER_NAME, WORDS_ORDER_NAME } from "./search-state.ts";

/**
 * Runs in the head of the search page: asks for the first results, so that they are there when
 * React is. It reads the address as `search-state.ts` does; where the two disagree, the answer is
 * not used.
 */
export function firstSearchScript(): string {
  const names = JSON.stringify([...LIST_FILTERS, ...NUMBER_FILTERS]);
  return `if(location.pathname==="${rootPath}"){
const a=new URLSearchParams(location.search),b=new URLSearchParams,q=(a.get("q")||"").trim();
if(q)b.set("q",q);
for(const n of ${names})if(a.get(n))b.set(n,a.get(n));
let s=a.get("sort"),o=a.get("order");
if(!s&&!o)try{[s,o]=(localStorage.getItem(q?"${WORDS_ORDER_NAME}":"${ORDER_NAME}")||"").split(",")}catch{}
if(!s||(s==="relevance"&&!q))s=q?"relevance":"indexed";
b.set("sort",s);b.set("order",o||(s==="title"?"asc":"desc"));b.set("limit",${FIRST_SIZE_EXPRESSION});
const f=self.${FIRST_SEARCH}={query:String(b)};
f.answer=fetch("${basePath}/api/v1/search?"+b).then(r=>r.ok?r.json():Promise.reject(new Error("refused")));
f.answer.then(p=>{f.page=p},()=>{})
}`.replaceAll("\n", "");
}
