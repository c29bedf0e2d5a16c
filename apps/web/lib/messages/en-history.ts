/** Texts about what happened to a torrent. */
export const historyMessages = {
  "history.title": "History",
  "history.seen": "Seen by another source",
  "history.renamed": "Renamed",
  "history.reclassified": "Classified anew",
  "history.judged": "Verdict set",
  "history.hidden": "Hidden",
  "history.shown": "Shown again",
  "history.tagged": "Tags changed",
  "history.corrected": "Attributes corrected",
  "history.deleted": "Deleted",
  "history.restored": "Brought back",
  "history.blocked": "Blocked",
  "history.unblocked": "No longer blocked",
} as const;
