/**
 * What the server keeps or counts with a failure, in German: why a record was not taken, why a list
 * or a program could not be asked.
 */
export const keptSentences: Readonly<Record<string, string>> = {
  // Records
  "expected 40 hex, 64 hex or 32 base32 characters":
    "Ein Info-Hash hat 40 oder 64 Hex-Zeichen oder 32 Base32-Zeichen",
  "expected an info hash, got none": "Es fehlt ein Info-Hash",
  "expected an info hash or a magnet link, got neither":
    "Es fehlt ein Info-Hash oder ein Magnet-Link",
  "expected the hash of the magnet link, got another one":
    "Der Info-Hash ist ein anderer als der des Magnet-Links",
  "expected xt=urn:btih:… or xt=urn:btmh:… with an info hash":
    "Dem Magnet-Link fehlt xt=urn:btih:… oder xt=urn:btmh:… mit einem Info-Hash",
  "expected the v2 hash of this torrent, but it is another one's":
    "Dieser v2-Hash gehört einem anderen Torrent",
  "expected a title, got none and the torrent is not known":
    "Es fehlt ein Titel, und der Torrent ist noch nicht bekannt",
  "expected a name, got an empty one": "Der Name ist leer",
  "expected a size in bytes, got none": "Es fehlt eine Größe in Bytes",
  "expected a size in bytes": "Gebraucht wird eine Größe in Bytes",
  "expected an http address or a magnet link":
    "Gebraucht wird eine http-Adresse oder ein Magnet-Link",
  "expected at least one file": "Gebraucht wird mindestens eine Datei",
  "expected an info dictionary": "Das ist keine .torrent-Datei: ihr fehlt das Verzeichnis info",
  "expected a dictionary, got nothing": "Die Datei ist leer",
  "expected a dictionary": "Das ist keine .torrent-Datei",
  "expected a dictionary, got {value}": "Das ist keine .torrent-Datei, sondern {value}",
  "expected a value, found the end": "Die Datei bricht ab",
  "expected a string of {length} bytes, found {left}":
    "Die Datei bricht ab: von {length} Bytes sind nur {left} da",
  "expected the end, found {count} more bytes":
    "Hinter dem Ende der Datei stehen noch {count} Bytes",
  "expected a JSON object, got no JSON": "Das ist kein JSON",
  "expected an object": "Gebraucht wird ein Objekt",
  "expected 1 to 1,000 characters, got {count}":
    "Gebraucht werden 1 bis 1.000 Zeichen, das sind {count}",
  "expected 1 to 100 characters": "Gebraucht werden 1 bis 100 Zeichen",
  "expected an http or https URL up to 2,000 characters":
    "Gebraucht wird eine Adresse mit http oder https von höchstens 2.000 Zeichen",
  "expected a Newznab category number or name, got {value}":
    "{value} ist keine Nummer und kein Name einer Newznab-Kategorie",
  "expected an ISO 8601 date or Unix seconds between 1970 and 2100, got {value}":
    "{value} ist kein Zeitpunkt zwischen 1970 und 2100",
  "expected a non-negative integer up to {limit}, got {value}":
    "Gebraucht wird eine ganze Zahl von 0 bis {limit}, nicht {value}",
  "expected an integer from {least} to {most}, got {value}":
    "Gebraucht wird eine ganze Zahl von {least} bis {most}, nicht {value}",
  "expected at most {count} files": "Höchstens {count} Dateien sind erlaubt",
  "expected at most {count} bytes, got {size}":
    "Höchstens {count} Bytes sind erlaubt, das sind {size}",

  // Restores
  "{name} is damaged: {problem}": "{name} ist beschädigt: {problem}",
  "{name} is a snapshot of version {version}; this program reads version 1":
    "{name} ist ein Schnappschuss der Version {version}; dieses Programm liest die Version 1",
  "{name} is not on the machine of the process that was to restore it":
    "{name} liegt nicht auf dem Rechner des Prozesses, der es wiederherstellen sollte",
  "Its process ended again and again while it worked on this file":
    "Der Prozess endete wieder und wieder, während er an dieser Datei arbeitete",

  // Lists of others
  "expected the list, got HTTP status {status}":
    "Statt der Liste kam die Antwort mit dem HTTP-Status {status}",
  "expected content with SHA-256 {expected}, got {found}":
    "Der Inhalt hat die SHA-256 {found} statt {expected}",
  "expected an info hash a line, got {count} lines of something else":
    "{count} Zeilen enthalten etwas anderes als einen Info-Hash",
  "expected a SHA-256 at {host}, got none": "Bei {host} steht keine SHA-256",
  "{problem}; the settings can allow private ones":
    "{problem}; die Einstellungen können private erlauben",

  // Addresses that were asked
  "expected http or https, got {scheme}": "Gebraucht wird http oder https, nicht {scheme}",
  "expected a public address, but {host} is in a private network":
    "{host} liegt in einem privaten Netz, erlaubt sind öffentliche Adressen",
  "the name {host} is unknown": "Den Namen {host} kennt niemand",
  "the name {host} has no address": "Der Name {host} hat keine Adresse",
  "{host} cannot be reached: {reason}": "{host} ist nicht zu erreichen: {reason}",
  "{host} took longer than {count} ms": "{host} brauchte länger als {count} ms",
  "{host} redirects": "{host} leitet weiter",
  "expected at most {count} redirects from {host}": "{host} leitet öfter als {count}-mal weiter",
  "expected at most {count} bytes from {host}": "{host} antwortete mit mehr als {count} Bytes",
  "{host} answered with status {status}": "{host} antwortete mit dem Status {status}",
  "{host} answered no HTTP": "{host} antwortete nicht mit HTTP",
  "{host} answered with broken compression": "Die Antwort von {host} ist fehlerhaft komprimiert",
  "the answer of {host} broke off": "Die Antwort von {host} brach ab",
};
