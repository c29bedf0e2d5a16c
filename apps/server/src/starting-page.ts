const TEXTS = {
  en: { title: "Minato is starting", text: "This page opens by itself as soon as it is ready." },
  de: { title: "Minato startet", text: "Die Seite öffnet sich von selbst, sobald es so weit ist." },
};

/** Headers of the page: it may do nothing but look like something. */
export const STARTING_PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  "cache-control": "no-store",
};

/**
 * What somebody sees who opens a page while the server starts: the step it is at, and the page
 * itself two seconds later. `languages` is what the browser prefers.
 */
export function startingPage(step: string, languages = ""): string {
  const language = /^\s*de\b/i.test(languages) ? "de" : "en";
  const { title, text } = TEXTS[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="2">
<title>${title}</title>
<style>
body { background: light-dark(#f5f9fc, #080f15); color: light-dark(#16222e, #e3eaef); display: grid; min-height: 90vh; margin: 0; place-content: center; padding: 1.5rem; font: 1rem/1.6 system-ui, sans-serif; text-align: center }
h1 { margin: 0; font-size: 1.5rem }
p { margin: .5rem 0 0 }
</style>
</head>
<body>
<main><h1>${title}</h1><p>${text}</p><p lang="en"><small>${escapeHtml(step)}</small></p></main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
