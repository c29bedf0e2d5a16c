CREATE INDEX "audit_entries_object" ON "audit_entries" ("object","id");--> statement-breakpoint
CREATE INDEX "bulk_chunks_torrents" ON "bulk_chunks" USING gin ("torrent_ids") WHERE "state" > 0;