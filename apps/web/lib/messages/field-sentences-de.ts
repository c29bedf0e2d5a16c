// What is wrong with one field, in German: by the words that the server puts behind its name, with
// slots where their parts differ. Each stands as a sentence of its own below the field.

/** What any schema may say: `describeIssue` of the package `kit`. */
export const schemaSentences: Readonly<Record<string, string>> = {
  "is required": "Das wird gebraucht",
  "must be text": "Das muss ein Text sein",
  "must be a number": "Das muss eine Zahl sein",
  "must be a whole number": "Das muss eine ganze Zahl sein",
  "must be true or false": "Das muss wahr oder falsch sein",
  "must be a list": "Das muss eine Liste sein",
  "must be an object": "Das muss ein Objekt sein",
  "must be a date": "Das muss ein Datum sein",
  "must be null": "Das muss leer bleiben",
  "must not be empty": "Das darf nicht leer sein",
  "must be at least {limit}": "Mindestens {limit}",
  "must be at most {limit}": "Höchstens {limit}",
  "must be more than {limit}": "Mehr als {limit}",
  "must be less than {limit}": "Weniger als {limit}",
  "must have at least {count} characters": "Mindestens {count} Zeichen",
  "must have at most 1 character": "Höchstens 1 Zeichen",
  "must have at most {count} characters": "Höchstens {count} Zeichen",
  "must have exactly 1 character": "Genau 1 Zeichen",
  "must have exactly {count} characters": "Genau {count} Zeichen",
  "must have at least {count} entries": "Mindestens {count} Einträge",
  "must have at most 1 entry": "Höchstens 1 Eintrag",
  "must have at most {count} entries": "Höchstens {count} Einträge",
  "must have exactly 1 entry": "Genau 1 Eintrag",
  "must have exactly {count} entries": "Genau {count} Einträge",
  "must be one of {choices}": "Möglich sind {choices}",
  "must be one of {choices} and {count} others": "Möglich sind {choices} und {count} weitere",
  "must be an e-mail address": "Das ist keine E-Mail-Adresse",
  "must be a whole address such as https://example.org/path":
    "Gebraucht wird eine ganze Adresse wie https://example.org/path",
  "must be a UUID": "Das ist keine UUID",
  "must be a time such as 2026-05-31T12:00:00Z":
    "Gebraucht wird ein Zeitpunkt wie 2026-05-31T12:00:00Z",
  "must be a date such as 2026-05-31": "Gebraucht wird ein Tag wie 2026-05-31",
  "must be a time of day such as 12:00:00": "Gebraucht wird eine Uhrzeit wie 12:00:00",
  "must be an IPv4 address": "Das ist keine IPv4-Adresse",
  "must be an IPv6 address": "Das ist keine IPv6-Adresse",
  "is not written as expected": "So wird das nicht geschrieben",
  "must be a multiple of {step}": "Das muss ein Vielfaches von {step} sein",
  "has a field that is not known: {names}": "Ein Feld ist nicht bekannt: {names}",
  "is none of the forms it may have": "In dieser Form geht das nicht",
};

/** What single fields say. */
export const fieldSentences: Readonly<Record<string, string>> = {
  "is not your password": "Das ist nicht dein Passwort",
  "is the name of another role": "Eine andere Rolle heißt schon so",
  "is no role": "Diese Rolle gibt es nicht",
  "is for people who are not signed in": "Diese Rolle ist für Leute, die nicht angemeldet sind",
  "is given twice": "Das steht zweimal da",
  "is needed with a provider": "Mit einem Anmeldedienst wird das gebraucht",
  "is needed with a mail server": "Mit einem Mailserver wird das gebraucht",
  "must be in the future": "Das muss in der Zukunft liegen",
  "must not hold control characters": "Steuerzeichen gehen hier nicht",
  "must be an http or https URL": "Gebraucht wird eine Adresse mit http oder https",
  "must be an http or https address": "Gebraucht wird eine Adresse mit http oder https",
  "must be an address or a range such as 192.168.0.0/16 or fd00::/8":
    "Gebraucht wird eine Adresse oder ein Bereich wie 192.168.0.0/16 oder fd00::/8",
  "expected one word": "Gebraucht wird ein einzelnes Wort",
  "expected an extension such as mkv": "Gebraucht wird eine Endung wie mkv",
  "expected at most maxSize": "Das darf nicht größer sein als die größte Größe",
  "expected a Newznab number of the category table":
    "Gebraucht wird eine Newznab-Nummer der Tabelle",
  "expected at least one torrent that is known": "Gebraucht wird mindestens ein bekannter Torrent",
  "expected 1 to 40 lower-case letters, digits and inner hyphens":
    "Gebraucht werden 1 bis 40 kleine Buchstaben, Ziffern und Bindestriche dazwischen",
  "expected 40 hex, 32 base32 or 64 hex characters, or a magnet link":
    "Gebraucht werden 40 oder 64 Hex-Zeichen, 32 Base32-Zeichen oder ein Magnet-Link",
  "expected a host, *.example.org or an announce URL":
    "Gebraucht wird ein Host, *.example.org oder eine Announce-Adresse",
};
