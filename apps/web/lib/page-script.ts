/** Where the browser keeps the chosen theme; absent means the device's. */
export const THEME_STORAGE_KEY = "minato-theme";

/**
 * Runs in the head before the first paint: a chosen theme never flashes, and libraries that make
 * style sheets in the browser find the mark that lets them (the `get-nonce` convention).
 */
export const PAGE_SCRIPT = [
  "self.__webpack_nonce__=document.currentScript.nonce",
  `try{const t=localStorage.getItem("${THEME_STORAGE_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`,
].join(";");
