/** Where the browser keeps the chosen theme; absent means the device's. */
export const THEME_STORAGE_KEY = "minato-theme";

/** Runs in the head before the first paint, so that a chosen theme never flashes. */
export const THEME_SCRIPT = `try{const t=localStorage.getItem("${THEME_STORAGE_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;
