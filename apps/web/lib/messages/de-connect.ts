/** The texts of `en-connect.ts` in German. */
export const connectMessages = {
  "connect.title": "Ein Programm von Hand einrichten",
  "connect.lead":
    "Für Programme, die dieser Server nicht erreicht, und für solche, die sich nicht auf Knopfdruck verbinden lassen.",
  "connect.program": "Programm",
  "connect.url": "URL",
  "connect.apiPath": "API-Pfad",
  "connect.apiKey": "API-Schlüssel",
  "connect.full": "Ganze Adresse, für Programme mit nur einem Feld",
  "connect.feed": "RSS-Feed",
  "connect.makeKey": "Schlüssel für {program} anlegen",
  "connect.keyFirst": "Das Programm braucht ihn; er ist für es allein.",
  "connect.localhost":
    "Diese Adresse gilt nur auf diesem Rechner. Läuft {program} in einem Container oder anderswo, setze die Adresse dieses Rechners an die Stelle von „{host}“.",
  "connect.sonarr1": "Öffne in Sonarr Settings → Indexers und drücke +.",
  "connect.sonarr2": "Wähle unter „Torrents“ Torznab (das einfache, keine Vorlage).",
  "connect.sonarr3": "Trage diese Werte ein und wähle Kategorien unter 5000 TV.",
  "connect.radarr1": "Öffne in Radarr Settings → Indexers und drücke +.",
  "connect.radarr2": "Wähle unter „Torrents“ Torznab (das einfache, keine Vorlage).",
  "connect.radarr3": "Trage diese Werte ein und wähle Kategorien unter 2000 Movies.",
  "connect.lidarr1": "Öffne in Lidarr Settings → Indexers und drücke +.",
  "connect.lidarr2": "Wähle unter „Torrents“ Torznab (das einfache, keine Vorlage).",
  "connect.lidarr3": "Trage diese Werte ein und wähle Kategorien unter 3000 Audio.",
  "connect.prowlarr1": "Öffne in Prowlarr Indexers → Add Indexer.",
  "connect.prowlarr2": "Suche nach „Generic Torznab“ und wähle es.",
  "connect.prowlarr3":
    "Trage diese Werte ein; Prowlarr gibt den Indexer an deine Programme weiter.",
  "connect.last": "Drücke Test, dann Save.",
  "connect.otherProgram": "Anderes",
  "connect.theProgram": "das Programm",
  "connect.other1": "Jedes Programm, das Torznab oder RSS spricht, kann diesen Index lesen.",
  "connect.other2": "Nimm die ganze Adresse, oder den Feed für RSS-Leser und Torrent-Programme.",
  "connect.other3": "Lege zuerst einen Schlüssel an: er wird Teil beider Adressen.",
  "connect.ingestTitle": "Torrents aus einem Skript schicken",
  "connect.ingestText":
    "Ein JSON-Objekt je Zeile, beliebig viele Zeilen; bekannte Torrents werden aktualisiert.",
  "connect.ingestKeyName": "Skript",
  "connect.ingestForbidden":
    "KEY steht für einen Schlüssel, der den Index ergänzen darf. Bitte einen Administrator darum.",
  "connect.ingestCommand": "Befehl",
  "connect.reference": "API-Referenz",
} as const;
