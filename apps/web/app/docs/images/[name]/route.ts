import { readPicture } from "../../../../features/guide/guide-pictures.ts";

/** A picture of the guide. */
export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }) {
  const picture = await readPicture((await params).name);
  if (picture === undefined) return new Response("There is nothing here", { status: 404 });
  return new Response(picture, {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=3600" },
  });
}
