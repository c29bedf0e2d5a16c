import { ACCOUNT_CHANGES } from "@minato/identity/events";
import type { Scope } from "@minato/kit";
import { z } from "zod";

/** Ways to tell people, in the order of the screen. */
export const CHANNELS = ["inbox", "email", "push", "webhook"] as const;

/** A way to tell people. */
export type Channel = (typeof CHANNELS)[number];

interface KindFacts {
  /** The heading it stands under. */
  group: "security" | "server" | "own";
  /** Who can be told; everybody unless told. */
  scope?: Scope;
  /** How soon it matters. */
  urgency: "normal" | "high";
  /** Channels that are on until a person says otherwise. */
  defaults: readonly Channel[];
}

const ALL = CHANNELS;

const FACTS = {
  signIn: { group: "security", urgency: "high", defaults: ALL },
  accountChange: { group: "security", urgency: "high", defaults: ALL },
  apiKey: { group: "security", scope: "admin", urgency: "high", defaults: ALL },
  failedJobs: { group: "server", scope: "admin", urgency: "high", defaults: ALL },
  silentSource: { group: "server", scope: "admin", urgency: "normal", defaults: ALL },
  backup: { group: "server", scope: "admin", urgency: "high", defaults: ALL },
  storage: { group: "server", scope: "admin", urgency: "high", defaults: ALL },
  searchIndex: { group: "server", scope: "admin", urgency: "high", defaults: ALL },
  blocklist: { group: "server", scope: "admin", urgency: "normal", defaults: ALL },
  ended: { group: "own", scope: "edit", urgency: "normal", defaults: ["inbox"] },
  search: {
    group: "own",
    scope: "search",
    urgency: "normal",
    defaults: ["inbox", "push", "webhook"],
  },
} as const satisfies Record<string, KindFacts>;

/** What people choose by. */
export type Kind = keyof typeof FACTS;

/** What is known of each kind: quiet unless it is about safety, or a problem of the server. */
export const KINDS: Readonly<Record<Kind, KindFacts>> = FACTS;

/** Every kind, in the order of the screen. */
export const KIND_NAMES = Object.keys(FACTS) as readonly Kind[];

const word = z.string().max(500);
const number = z.number();

/** Everything people are told of, with what its text is made of. */
export const TOPICS = {
  "signed-in": { kind: "signIn", values: z.object({ device: word, address: word }) },
  "account-changed": {
    kind: "accountChange",
    values: z.object({ change: z.enum(ACCOUNT_CHANGES) }),
  },
  "key-created": { kind: "apiKey", values: z.object({ name: word, prefix: word, by: word }) },
  "key-expires": { kind: "apiKey", values: z.object({ name: word, expiresAt: word }) },
  "jobs-failed": { kind: "failedJobs", values: z.object({ queue: word, jobs: number }) },
  "source-silent": { kind: "silentSource", values: z.object({ source: word, hours: number }) },
  "backup-failed": { kind: "backup", values: z.object({ reason: word }) },
  "disk-full": { kind: "storage", values: z.object({ freeBytes: number, totalBytes: number }) },
  "budget-exceeded": { kind: "storage", values: z.object({ excessBytes: number }) },
  "search-degraded": { kind: "searchIndex", values: z.object({ reason: word }) },
  "list-failed": { kind: "blocklist", values: z.object({ name: word, reason: word }) },
  "run-ended": {
    kind: "ended",
    values: z.object({ action: word, state: word, done: number, failed: number }),
  },
  "backup-ended": { kind: "ended", values: z.object({ bytes: number, fileName: word }) },
  "restore-ended": { kind: "ended", values: z.object({ records: number, name: word }) },
  "import-ended": { kind: "ended", values: z.object({ records: number, name: word }) },
  "reindex-ended": { kind: "ended", values: z.object({ torrents: number }) },
  found: { kind: "search", values: z.object({ search: word, title: word }) },
  test: { kind: "ended", values: z.object({}) },
} as const satisfies Record<string, { kind: Kind; values: z.ZodObject }>;

/** Something people are told of. */
export type Topic = keyof typeof TOPICS;

/** What the text of a topic is made of. */
export type TopicValues<T extends Topic> = z.output<(typeof TOPICS)[T]["values"]>;

/** True for something people are told of. */
export function isTopic(text: string): text is Topic {
  return Object.hasOwn(TOPICS, text);
}
