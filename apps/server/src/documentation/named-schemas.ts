import { AuditEntry } from "@minato/audit/list-audit-entries";
import { BlockedTorrent } from "@minato/blocklist/list-blocked-torrents";
import { Subscription } from "@minato/blocklist/subscriptions";
import { RowChange } from "@minato/classify/previews/compare-attributes";
import { Preview } from "@minato/classify/previews/preview";
import {
  NamePattern,
  Rule,
  RuleDefinition,
  RuleEffect,
  RuleMatch,
} from "@minato/classify/rules/rule";
import { ConnectedApp } from "@minato/connect/connected-app";
import { BackupRun } from "@minato/exchange/backup-runs";
import { RestoreRun } from "@minato/exchange/restore-run";
import { FeedItem } from "@minato/feeds/list-feed";
import { Profile, ProfileDefinition, ProfileFilters } from "@minato/feeds/profile";
import { FollowedSearch } from "@minato/follow/followed-searches";
import { ApiKey } from "@minato/identity/api-key";
import { Invitation } from "@minato/identity/invitations";
import { PersonEntry } from "@minato/identity/people/person-entry";
import { Role } from "@minato/identity/roles/role";
import { TokenPair } from "@minato/identity/token-family";
import { JobEntry } from "@minato/system/list-jobs";
import { IngestRecord } from "@minato/torrents/ingest-record";
import { TorrentAttributes } from "@minato/torrents/torrent-attributes";
import { TorrentItem } from "@minato/torrents/torrent-item";
import { Judgement, TorrentRecord } from "@minato/torrents/torrent-record";
import { BulkRun } from "@minato/upkeep/bulk-run";
import type { OpenAPIGeneratorGenerateOptions } from "@orpc/openapi";
import type { z } from "zod";

type NamedSchemas = NonNullable<OpenAPIGeneratorGenerateOptions["commonSchemas"]>;

const read: Record<string, z.ZodType> = {
  ApiKey,
  AuditEntry,
  BackupRun,
  BlockedTorrent,
  Blocklist: Subscription,
  BulkRun,
  ConnectedProgram: ConnectedApp,
  FeedItem,
  FeedProfile: Profile,
  FollowedSearch,
  Invitation,
  Job: JobEntry,
  Judgement,
  Person: PersonEntry,
  Preview,
  RestoreRun,
  Role,
  RowChange,
  Rule,
  TokenPair,
  Torrent: TorrentItem,
  TorrentAttributes,
  TorrentRecord,
};

const written: Record<string, z.ZodType> = {
  FeedProfileDefinition: ProfileDefinition,
  FeedProfileFilters: ProfileFilters,
  IngestRecord,
  NamePattern,
  RuleDefinition,
  RuleEffect,
  RuleMatch,
};

/** What appears in several operations, by its name in the document. */
export const namedSchemas: NamedSchemas = {
  ...name(read, "output"),
  ...name(written, "input"),
};

function name(schemas: Record<string, z.ZodType>, strategy: "input" | "output"): NamedSchemas {
  return Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [key, { schema, strategy }]),
  );
}
