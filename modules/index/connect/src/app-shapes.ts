/** What is read of the answers of Servarr programs (their openapi.json); the rest passes through. */
import { z } from "zod";

export const SystemStatus = z.object({
  appName: z.string().max(100).default(""),
  version: z.string().max(100).default(""),
});

const Field = z.looseObject({ name: z.string().max(200) });

/** An indexer, or the template of one. */
export const Indexer = z.looseObject({
  id: z.int().optional(),
  name: z.string().max(500).default(""),
  implementation: z.string().max(200).default(""),
  fields: z.array(Field).max(200).default([]),
  enable: z.boolean().optional(),
  enableRss: z.boolean().optional(),
  enableAutomaticSearch: z.boolean().optional(),
  enableInteractiveSearch: z.boolean().optional(),
  supportsRss: z.boolean().optional(),
  supportsSearch: z.boolean().optional(),
});

/** An indexer, or the template of one. */
export type Indexer = z.output<typeof Indexer>;

/** An indexer that a program has. */
export const KeptIndexer = Indexer.extend({ id: z.int() });

/** An indexer that a program has. */
export type KeptIndexer = z.output<typeof KeptIndexer>;

export const IndexerList = z.array(Indexer).max(5000);

export const AppProfileList = z.array(z.looseObject({ id: z.int() })).max(500);

/** What a program finds wrong with an indexer. */
export const Complaint = z.object({
  propertyName: z.string().max(200).nullish(),
  errorMessage: z.string().max(2000).default("no reason given"),
  isWarning: z.boolean().default(false),
});

/** What a program finds wrong with an indexer. */
export type Complaint = z.output<typeof Complaint>;

export const ComplaintList = z.array(Complaint).max(100);

/** What a program finds wrong with itself. */
export const HealthList = z
  .array(
    z.object({
      source: z.string().max(200).default(""),
      message: z.string().max(2000).default(""),
    }),
  )
  .max(500);
