/** The texts of `en-selection.ts` in German. */
export const selectionMessages = {
  "select.one": "{title} auswählen",
  "select.all": "Alle geladenen Treffer auswählen",
  "select.toggle": "Torrent auswählen oder abwählen",
  "select.toggleRange": "Bis zum Torrent auswählen",
  "select.bar": "Auswahl",
  "select.count": { one: "{count} ausgewählt", other: "{count} ausgewählt" },
  "select.whole": "Alle {count} Treffer auswählen",
  "select.wholeIndex": "Alle {count} auswählen",
  "select.clear": "Auswahl aufheben",
  "select.copy": "Magnet-Links kopieren",
  "select.copied": { one: "{count} Magnet-Link kopiert", other: "{count} Magnet-Links kopiert" },
  "select.archive": ".torrents laden",
  "select.archiveAsked": "Die .torrent-Dateien werden gepackt…",
  "select.setCategory": "Kategorie festlegen",
  "select.reclassify": "Neu einordnen",
  "select.setContentType": "Art festlegen",
  "select.addTags": "Schlagwort anfügen",
  "select.removeTags": "Schlagwort entfernen",
  "select.tags": "Schlagwörter",
  "select.block": "Sperren",
  "select.delete": "Löschen",
  "bulk.delete": {
    one: "{count} Torrent wird gelöscht",
    other: "{count} Torrents werden gelöscht",
  },
  "bulk.block": { one: "{count} Torrent wird gesperrt", other: "{count} Torrents werden gesperrt" },
  "bulk.reclassify": {
    one: "{count} Torrent wird neu eingeordnet",
    other: "{count} Torrents werden neu eingeordnet",
  },
  "bulk.setCategory": {
    one: "Kategorien von {count} Torrent werden festgelegt",
    other: "Kategorien von {count} Torrents werden festgelegt",
  },
  "bulk.setContentType": {
    one: "Die Art von {count} Torrent wird festgelegt",
    other: "Die Art von {count} Torrents wird festgelegt",
  },
  "bulk.addTags": {
    one: "{count} Torrent bekommt ein Schlagwort",
    other: "{count} Torrents bekommen ein Schlagwort",
  },
  "bulk.removeTags": {
    one: "Das Schlagwort von {count} Torrent wird entfernt",
    other: "Das Schlagwort von {count} Torrents wird entfernt",
  },
  "bulk.undone": "Zurückgenommen",
  "bulk.ask.delete": { one: "{count} Torrent löschen?", other: "{count} Torrents löschen?" },
  "bulk.ask.block": { one: "{count} Torrent sperren?", other: "{count} Torrents sperren?" },
  "bulk.ask.reclassify": {
    one: "{count} Torrent neu einordnen?",
    other: "{count} Torrents neu einordnen?",
  },
  "bulk.ask.setCategory": {
    one: "Die Kategorie von {count} Torrent festlegen?",
    other: "Die Kategorie von {count} Torrents festlegen?",
  },
  "bulk.ask.setContentType": {
    one: "Die Art von {count} Torrent festlegen?",
    other: "Die Art von {count} Torrents festlegen?",
  },
  "bulk.ask.addTags": {
    one: "{count} Torrent ein Schlagwort anfügen?",
    other: "{count} Torrents ein Schlagwort anfügen?",
  },
  "bulk.ask.removeTags": {
    one: "Das Schlagwort von {count} Torrent entfernen?",
    other: "Das Schlagwort von {count} Torrents entfernen?",
  },
  "bulk.text": "Das geschieht im Hintergrund. Betrieb → Sammeländerungen zeigt, wie weit es ist.",
  "bulk.wholeText":
    "Wörter zählen so, wie sie hier stehen: Treffer, die ihnen nur ähneln, bleiben, wie sie sind. Das geschieht im Hintergrund; Betrieb → Sammeländerungen zeigt, wie weit es ist.",
} as const;
