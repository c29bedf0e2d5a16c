// Routes that are no procedures, for the OpenAPI document.
import type { OpenAPI } from "@orpc/openapi";

import { describeFailures } from "./documentation/failures.ts";
import { guardOperation, type Operations } from "./documentation/guard-operation.ts";

const counts = Object.fromEntries(
  ["received", "inserted", "updated", "unchanged", "blocked", "rejected"].map((name) => [
    name,
    { type: "integer" },
  ]),
);

const ingestAnswer: OpenAPI.ResponsesObject = {
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

const blocklistImport: OpenAPI.SchemaObject = {
  type: "object",
  properties: {
    ...Object.fromEntries(
      ["received", "added", "known", "rejected"].map((name) => [name, { type: "integer" }]),
    ),
    errors: {
      type: "array",
      description: "The first hundred, with the number of the line from one",
      items: {
        type: "object",
        properties: { line: { type: "integer" }, message: { type: "string" } },
      },
    },
  },
};

const infoHash: OpenAPI.ParameterObject = {
  name: "infoHash",
  in: "path",
  required: true,
  schema: { type: "string" },
  description: "40 hex, 32 base32 or 64 hex characters",
};

const REFUSED = { BAD_REQUEST: undefined, UNAUTHORIZED: undefined, FORBIDDEN: undefined };

/** Paths below `/api/v1`, as OpenAPI 3.1 writes them. */
export const extraPaths: Operations = {
  "/torrents/ingest/file": {
    post: guardOperation("ingest", {
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
      responses: {
        ...ingestAnswer,
        ...describeFailures({ ...REFUSED, PAYLOAD_TOO_LARGE: undefined }),
      },
    }),
  },
  "/torrents/ingest/magnet": {
    post: guardOperation("ingest", {
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
      responses: {
        ...ingestAnswer,
        ...describeFailures({ ...REFUSED, PAYLOAD_TOO_LARGE: undefined }),
      },
    }),
  },
  "/torrents/{infoHash}/torrent": {
    get: guardOperation("download", {
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
        ...describeFailures({
          ...REFUSED,
          NOT_FOUND: "No such torrent, or only its info hash is known",
        }),
      },
    }),
  },
  "/torrents.zip": {
    post: guardOperation("download", {
      operationId: "torrents.downloadMany",
      summary: "The .torrent files of up to 1,000 torrents as one archive",
      tags: ["Torrents"],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: {
                infoHashes: { type: "array", maxItems: 1000, items: { type: "string" } },
                query: {
                  type: "object",
                  description: "Instead: what GET /search takes; its first 1,000 results",
                },
              },
            },
          },
        },
      },
      responses: {
        "200": {
          description: "A zip; a text in it lists those of which no metainfo is stored",
          content: { "application/zip": { schema: { type: "string", format: "binary" } } },
        },
        ...describeFailures({ ...REFUSED, NOT_FOUND: "No torrent with one of the info hashes" }),
      },
    }),
  },
  "/system/backups/{id}/file": {
    get: guardOperation("admin", {
      operationId: "sys.backup.download",
      summary: "The file of a backup that was written",
      tags: ["System"],
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      responses: {
        "200": {
          description: "A SQLite file, or a full backup as restore takes it",
          content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
        },
        ...describeFailures({
          ...REFUSED,
          NOT_FOUND: "No such backup, or its file lies on another machine",
        }),
      },
    }),
  },
  "/system/restores/file": {
    post: guardOperation("admin", {
      operationId: "sys.restore.upload",
      summary: "Unite the torrents of an uploaded file with the index, in the background",
      description:
        "A portable backup (SQLite) or an export (NDJSON), streamed. GET /system/restores says how " +
        "far it is and what became of the torrents.",
      tags: ["System"],
      parameters: [
        {
          name: "name",
          in: "query",
          required: true,
          schema: { type: "string", maxLength: 200 },
          description: "Of the file, for people",
        },
      ],
      requestBody: {
        required: true,
        content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
      },
      responses: {
        "202": {
          description: "The restore, as GET /system/restores lists it",
          content: { "application/json": { schema: { type: "object" } } },
        },
        ...describeFailures({
          ...REFUSED,
          BAD_REQUEST: "Neither a portable backup nor an export, or damaged",
          CONFLICT: "Another restore is under way, or the disk has no room",
          PAYLOAD_TOO_LARGE: "Larger than the setting exchange.maxUploadBytes",
        }),
      },
    }),
  },
  "/export": {
    get: guardOperation("admin", {
      operationId: "exchange.export",
      summary: "Everything in the index, streamed as NDJSON that ingest and restore take",
      tags: ["Exchange"],
      parameters: [
        {
          name: "metainfo",
          in: "query",
          schema: { type: "boolean", default: false },
          description: "With info dictionaries",
        },
      ],
      responses: {
        "200": {
          description: "One torrent a line; X-Minato-Changes-Cursor says where to follow on",
          content: { "application/x-ndjson": { schema: { type: "string" } } },
        },
        ...describeFailures(REFUSED),
      },
    }),
  },
  "/blocklist/torrents/import": {
    post: guardOperation("edit", {
      operationId: "blacklist.torrent.import",
      summary: "Block many torrents: an info hash or magnet link a line",
      description:
        "Streamed, of any length. In plain text `#` begins a comment; a line of NDJSON is a string, " +
        "or an object with infoHash or magnet.",
      tags: ["Blocklist"],
      parameters: [
        {
          name: "reason",
          in: "query",
          schema: { type: "string", maxLength: 500 },
          description: "Why, shown beside each of them",
        },
      ],
      requestBody: {
        required: true,
        content: {
          "text/plain": { schema: { type: "string" } },
          "application/x-ndjson": { schema: { type: "string" } },
        },
      },
      responses: {
        "200": {
          description: "What became of each line",
          content: { "application/json": { schema: blocklistImport } },
        },
        ...describeFailures(REFUSED),
      },
    }),
  },
  "/blocklist/torrents/export": {
    get: guardOperation("edit", {
      operationId: "blacklist.torrent.export",
      summary: "Every blocked info hash, one a line",
      tags: ["Blocklist"],
      parameters: [
        {
          name: "blocks",
          in: "query",
          schema: { type: "string", enum: ["all", "hand"], default: "all" },
          description: "hand leaves out what subscriptions block",
        },
      ],
      responses: {
        "200": {
          description: "Info hashes",
          content: { "text/plain": { schema: { type: "string" } } },
        },
        ...describeFailures(REFUSED),
      },
    }),
  },
};
