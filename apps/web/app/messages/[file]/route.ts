import { servedCatalogues } from "../../../lib/messages/catalogue.ts";

/** The texts of one language, as a script that a page loads before anything is drawn. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const found = Object.values(servedCatalogues() ?? {}).find((served) => served.file === file);
  if (found === undefined) return new Response("There is nothing here", { status: 404 });
  return new Response(found.script, {
    headers: {
      // Every browser takes it (RFC 9110, section 8.4.1.3).
      "content-encoding": "gzip",
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
