/** Routes that are no procedures, for the OpenAPI document. */

const counts = Object.fromEntries(
  ["received", "inserted", "updated", "unchanged", "blocked", "rejected"].map((name) => [
    name,
    { type: "integer" },
  ]),
);

const ingestAnswer = {
  "200": {
    description: "What became of each record",
    content: {
      "application/json": {
        schema: {
          type: "object",
          properties: {
            ...counts,
            errors: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  index: { type: "integer" },
                  field: { type: "string" },
                  message: { type: "string" },
                },
              },
            },
          },
        },
      },
    },
  },
};

const infoHash = {
  name: "infoHash",
  in: "path",
  required: true,
  schema: { type: "string" },
  description: "40 hex, 32 base32 or 64 hex characters",
};

/** Paths below `/api/v1`, as OpenAPI 3.1 writes them. */
export const extraPaths = {
  "/torrents/ingest/file": {
    post: {
      operationId: "torrents.ingestFile",
      summary: "Take in .torrent files",
      tags: ["Torrents"],
      requestBody: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: {
              type: "object",
              properties: { file: { type: "array", items: { type: "string", format: "binary" } } },
              required: ["file"],
            },
          },
        },
      },
      responses: ingestAnswer,
    },
  },
  "/torrents/ingest/magnet": {
    post: {
      operationId: "torrents.ingestMagnet",
      summary: "Take in magnet links",
      tags: ["Torrents"],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: {
                magnet: { type: "string" },
                magnets: { type: "array", items: { type: "string" } },
              },
            },
          },
          "text/plain": { schema: { type: "string" } },
        },
      },
      responses: ingestAnswer,
    },
  },
  "/torrents/{infoHash}/torrent": {
    get: {
      operationId: "torrents.download",
      summary: "The .torrent file of a torrent whose metainfo is stored",
      tags: ["Torrents"],
      parameters: [infoHash],
      responses: {
        "200": {
          description: "Metainfo",
          content: {
            "application/x-bittorrent": { schema: { type: "string", format: "binary" } },
          },
        },
        "404": { description: "No such torrent, or only its info hash is known" },
      },
    },
  },
};
