/** The answers of an addon as stremio-addon-sdk describes them (docs/api/responses). */
import { z } from "zod";

const types = z.enum(["movie", "series", "channel", "tv"]);

/** A meta preview object (meta.md). */
export const MetaPreviewShape = z.strictObject({
  id: z.string().regex(/^tt\d{7,}$/),
  type: types,
  name: z.string().min(1),
  poster: z.url().regex(/\.png$/),
  posterShape: z.enum(["square", "poster", "landscape"]).optional(),
  releaseInfo: z.string().optional(),
});

/** A stream object that is a torrent (stream.md). */
export const StreamShape = z.strictObject({
  infoHash: z.string().regex(/^[0-9a-f]{40}$/),
  fileIdx: z.int().min(0).optional(),
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  sources: z
    .array(z.string().regex(/^(?:tracker:(?:udp|https?):\/\/\S+|dht:[0-9a-f]{40})$/))
    .optional(),
  behaviorHints: z
    .strictObject({
      notWebReady: z.boolean(),
      bingeGroup: z.string(),
      videoHash: z.string(),
      videoSize: z.int(),
      filename: z.string(),
    })
    .partial()
    .optional(),
});
