/** The texts of `en-history.ts` in German. */
export const historyMessages = {
  "history.title": "Verlauf",
  "history.seen": "Von einer weiteren Quelle gesehen",
  "history.renamed": "Umbenannt",
  "history.reclassified": "Neu eingeordnet",
  "history.judged": "Urteil festgelegt",
  "history.hidden": "Ausgeblendet",
  "history.shown": "Wieder eingeblendet",
  "history.tagged": "Schlagwörter geändert",
  "history.corrected": "Eigenschaften berichtigt",
  "history.deleted": "Gelöscht",
  "history.restored": "Zurückgeholt",
  "history.blocked": "Gesperrt",
  "history.unblocked": "Nicht mehr gesperrt",
};
