/** Texts about picking results and changing all of them. */
export const selectionMessages = {
  "select.one": "Select {title}",
  "select.all": "Select all loaded results",
  "select.toggle": "Select or drop the torrent",
  "select.toggleRange": "Select up to the torrent",
  "select.bar": "Selection",
  "select.count": { one: "{count} selected", other: "{count} selected" },
  "select.whole": "Select all {count} results",
  "select.wholeIndex": "Select all {count}",
  "select.clear": "Clear the selection",
  "select.copy": "Copy magnets",
  "select.copied": { one: "{count} magnet copied", other: "{count} magnets copied" },
  "select.archive": "Download .torrents",
  "select.archiveAsked": "Packing the .torrent files…",
  "select.setCategory": "Set category",
  "select.reclassify": "Classify anew",
  "select.setContentType": "Set type",
  "select.addTags": "Add tag",
  "select.removeTags": "Remove tag",
  "select.tags": "Tags",
  "select.block": "Block",
  "select.delete": "Delete",

  "bulk.delete": { one: "Deleting {count} torrent", other: "Deleting {count} torrents" },
  "bulk.block": { one: "Blocking {count} torrent", other: "Blocking {count} torrents" },
  "bulk.reclassify": {
    one: "Classifying {count} torrent anew",
    other: "Classifying {count} torrents anew",
  },
  "bulk.setCategory": {
    one: "Setting categories of {count} torrent",
    other: "Setting categories of {count} torrents",
  },
  "bulk.setContentType": {
    one: "Setting the type of {count} torrent",
    other: "Setting the type of {count} torrents",
  },
  "bulk.addTags": { one: "Tagging {count} torrent", other: "Tagging {count} torrents" },
  "bulk.removeTags": {
    one: "Taking the tag off {count} torrent",
    other: "Taking the tag off {count} torrents",
  },
  "bulk.undone": "Taken back",
  "bulk.ask.delete": { one: "Delete {count} torrent?", other: "Delete {count} torrents?" },
  "bulk.ask.block": { one: "Block {count} torrent?", other: "Block {count} torrents?" },
  "bulk.ask.reclassify": {
    one: "Classify {count} torrent anew?",
    other: "Classify {count} torrents anew?",
  },
  "bulk.ask.setCategory": {
    one: "Set the category of {count} torrent?",
    other: "Set the category of {count} torrents?",
  },
  "bulk.ask.setContentType": {
    one: "Set the type of {count} torrent?",
    other: "Set the type of {count} torrents?",
  },
  "bulk.ask.addTags": { one: "Tag {count} torrent?", other: "Tag {count} torrents?" },
  "bulk.ask.removeTags": {
    one: "Take the tag off {count} torrent?",
    other: "Take the tag off {count} torrents?",
  },
  "bulk.text": "It happens in the background. Operations → Bulk changes shows how far it is.",
  "bulk.wholeText":
    "Words count as they are written here: results that only resemble them stay as they are. It happens in the background; Operations → Bulk changes shows how far it is.",
} as const;
