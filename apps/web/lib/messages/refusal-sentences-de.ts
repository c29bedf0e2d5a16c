/**
 * What the server answers when it refuses, in German: by the English sentence as it is sent, with
 * slots where its parts differ. Loaded when somebody who reads German is refused something.
 */
export const refusalSentences: Readonly<Record<string, string>> = {
  // Accounts
  "Too many failed attempts: try again in {wait}":
    "Zu viele Fehlversuche: versuche es in {wait} erneut",
  "A user with the e-mail address {address} exists already":
    "Es gibt schon jemanden mit der E-Mail-Adresse {address}",
  "Another role has this name": "Eine andere Rolle heißt schon so",
  "Built-in roles cannot be removed": "Eingebaute Rollen lassen sich nicht entfernen",
  "There are {count} roles already": "Es gibt schon {count} Rollen",
  "{count} people have this role: give them another first":
    "{count} Personen haben diese Rolle: gib ihnen zuerst eine andere",
  "No role has this id": "Diese Rolle gibt es nicht",
  "Nobody has this id": "Diese Person gibt es nicht",
  "Somebody has to administer: make another first":
    "Jemand muss verwalten: mache zuerst jemand anderen zum Administrator",
  "The last administrator cannot be removed: make another first":
    "Der letzte Administrator kann nicht entfernt werden: mache zuerst jemand anderen dazu",
  "The account is gone": "Das Konto gibt es nicht mehr",
  "The account is gone already": "Das Konto gibt es schon nicht mehr",
  "None of your devices has this id": "Keines deiner Geräte hat diese Nummer",
  "There is no such invitation": "Diese Einladung gibt es nicht",
  "This invitation was used, has ended or was taken back":
    "Diese Einladung wurde benutzt, ist abgelaufen oder wurde zurückgenommen",
  "No invitation of yours has this number": "Keine deiner Einladungen hat diese Nummer",
  "Set-up is complete: an administrator exists already":
    "Die Einrichtung ist fertig: es gibt schon einen Administrator",
  "Accounts are made by administrators here": "Konten legen hier Administratoren an",
  "An invitation is needed to register here": "Hier braucht man eine Einladung",
  "Only administrators invite people here": "Hier laden nur Administratoren ein",
  "You may invite {count} more people": "Du darfst noch {count} Leute einladen",
  "This set-up link is not valid; a restart prints a new one":
    "Dieser Link zur Einrichtung gilt nicht; ein Neustart zeigt einen neuen",
  "This is for people who are signed in, not for keys":
    "Das ist für angemeldete Leute, nicht für Schlüssel",
  "This account is suspended": "Dieses Konto ist gesperrt",
  "Requests from {origin} are not accepted here; if people use that address, set PUBLIC_URL to it":
    "Anfragen von {origin} werden hier nicht angenommen; ist das die Adresse der Leute, setze PUBLIC_URL darauf",
  "The sign-in provider cannot be reached": "Der Anmeldedienst ist nicht zu erreichen",
  "This server sends no mail: hand the link over instead":
    "Dieser Server verschickt keine Mails: gib stattdessen den Link weiter",

  // Sign-in, in the words of better-auth
  "Invalid password": "Das Passwort stimmt nicht",
  "Password too short": "Das Passwort ist zu kurz",
  "Password too long": "Das Passwort ist zu lang",
  "Invalid email": "Das ist keine E-Mail-Adresse",
  "User already exists. Use another email.": "Diese E-Mail-Adresse hat schon ein Konto",
  "Invalid code": "Der Code stimmt nicht",
  "Invalid backup code": "Der Ersatzcode stimmt nicht oder wurde schon benutzt",
  "Invalid token": "Dieser Link ist nicht gültig oder nicht mehr",
  "Token expired": "Dieser Link ist abgelaufen",
  "Session is not fresh": "Melde dich dafür neu an",

  // Keys
  "No key in use has this number": "Kein gültiger Schlüssel hat diese Nummer",
  "The key would have expired already": "Der Schlüssel wäre schon abgelaufen",
  "This key is the value of API_KEY: change it there":
    "Dieser Schlüssel ist der Wert von API_KEY: ändere ihn dort",
  "This key lives as long as API_KEY is set: remove it there":
    "Dieser Schlüssel lebt, solange API_KEY gesetzt ist: entferne ihn dort",

  // Mail and notifications
  "No mail server is set up, or this server's address is unknown":
    "Kein Mailserver ist eingerichtet, oder die Adresse dieses Servers ist unbekannt",
  "Set mail.host and mail.from first": "Setze zuerst mail.host und mail.from",
  "Set PUBLIC_URL or site.address first: messages need the address of this server":
    "Setze zuerst PUBLIC_URL oder site.address: Mails brauchen die Adresse dieses Servers",
  "The mail server says: {answer}": "Der Mailserver sagt: {answer}",
  "No browser of yours has this number": "Keiner deiner Browser hat diese Nummer",
  "The subscription cannot be used": "Diese Anmeldung des Browsers ist nicht zu gebrauchen",
  "At most {count} tests go through a channel in an hour":
    "Höchstens {count} Proben gehen in einer Stunde durch einen Weg",
  "This server sends no mail: an administrator can set it up":
    "Dieser Server verschickt keine Mails: ein Administrator kann das einrichten",
  "Set the address of a webhook first": "Setze zuerst die Adresse eines Webhooks",
  "No browser of yours is to be told yet": "Noch keiner deiner Browser soll benachrichtigt werden",

  // The server itself
  "The database is not available at the moment": "Die Datenbank ist gerade nicht zu erreichen",
  "The request broke off": "Die Anfrage brach ab",
  "There is nothing here": "Hier ist nichts",
  "Too many streams of events are open": "Zu viele Fenster sind offen",
  "This caller may watch nothing": "Hier gibt es nichts zu beobachten",

  // Settings and jobs
  "A setting does not allow this value": "Eine Einstellung lässt diesen Wert nicht zu",
  "No queue with this name": "Diese Warteschlange gibt es nicht",
  "No failed job with this id": "Dieser Job ist nicht gescheitert oder nicht mehr da",
  "No job with this id waits or runs": "Dieser Job wartet und läuft nicht mehr",
  "No job with this id has ended": "Dieser Job ist noch nicht zu Ende oder nicht mehr da",

  // Blocklist
  "The built-in rule cannot be removed": "Die eingebaute Regel lässt sich nicht entfernen",
  "There is such a rule already, or {count} of them":
    "So eine Regel gibt es schon, oder schon {count} Regeln",
  "No keyword rule with this id": "Diese Wortregel gibt es nicht",
  "There is a list with this address": "Eine Liste mit dieser Adresse gibt es schon",
  "No blocklist with this id": "Diese Liste gibt es nicht",
  "Malformed entries: {problem}": "Das ist kein Eintrag: {problem}",
  "Malformed tracker: {problem}": "Das ist kein Tracker: {problem}",
  "Expected a cursor of a page": "Diese Seite gibt es nicht mehr: fange vorn an",
  "Unusable pattern: {problem}": "Dieses Muster ist nicht zu gebrauchen: {problem}",

  // Rules and previews
  "No rule with this id": "Diese Regel gibt es nicht",
  "Expected at most {count} rules": "Mehr als {count} Regeln gehen nicht",
  "The rules changed meanwhile; load them again":
    "Die Regeln haben sich inzwischen geändert; lade sie neu",
  "No preview with this id": "Diese Vorschau gibt es nicht",
  "A preview is running already; wait for it or cancel it":
    "Eine Vorschau läuft schon; warte auf sie, oder brich sie ab",
  "The preview is {state} already": "Die Vorschau ist schon {state}",
  "The preview is {state}": "Die Vorschau ist {state}",
  "The preview was applied already": "Die Vorschau wurde schon angewandt",
  "Expected at least one field to correct": "Ändere mindestens eine Angabe",
  "There is nothing to read": "Es gibt nichts zu lesen",

  // Programs
  "No connected program has this number": "Dieses verbundene Programm gibt es nicht",
  "The key of this program cannot be read since the secret of the server changed: remove the connection and add it anew":
    "Der Schlüssel dieses Programms ist nicht lesbar, seit sich das Geheimnis des Servers geändert hat: entferne die Verbindung und lege sie neu an",
  "{name} does not accept this key": "{name} nimmt diesen Schlüssel nicht an",
  "{name} has nothing at this address": "{name} hat nichts an dieser Adresse",
  "{name} answered with status {status}": "{name} antwortete mit dem Status {status}",
  "{name} did not understand the request": "{name} verstand die Anfrage nicht",
  "{name} is not reachable at {place}: nothing listens there":
    "{name} ist unter {place} nicht zu erreichen: dort lauscht nichts",
  "{name} is not reachable at {place}: its certificate is not trusted":
    "{name} ist unter {place} nicht zu erreichen: seinem Zertifikat wird nicht vertraut",
  "{name} is not reachable at {place}: it took too long to answer":
    "{name} ist unter {place} nicht zu erreichen: die Antwort dauerte zu lange",
  "{url} redirects {target}: give the address of {name} itself":
    "{url} leitet weiter: gib die Adresse von {name} selbst an",
  "{name} answered no JSON: is there another program at this address?":
    "{name} antwortete nicht mit JSON: ist ein anderes Programm an dieser Adresse?",
  "{name} was expected at this address, {other} is there":
    "An dieser Adresse wurde {name} erwartet, dort ist {other}",
  "{name} refused the indexer: {reason}": "{name} wies den Indexer zurück: {reason}",
  "{name} offers no Torznab indexer": "{name} bietet keinen Torznab-Indexer an",

  // Feeds and follows
  "Another profile has this name": "Ein anderes Profil heißt schon so",
  "No profile with this name": "Dieses Profil gibt es nicht",
  "At most {count} searches can be followed": "Höchstens {count} Suchen lassen sich verfolgen",
  "Add a word or a filter: everything cannot be followed":
    "Gib ein Wort oder einen Filter an: alles lässt sich nicht verfolgen",
  "You follow no search with this number": "Dieser Suche folgst du nicht",

  // Torrents
  "No torrent with this info hash": "Diesen Torrent gibt es nicht",
  "No public tracker of this torrent is known":
    "Von diesem Torrent ist kein öffentlicher Tracker bekannt",
  "No metainfo is stored for this torrent":
    "Zu diesem Torrent ist keine .torrent-Datei gespeichert",
  "Many torrents are being asked for; try again":
    "Gerade werden viele Torrents erfragt; versuche es noch einmal",
  "Taking in records was broken off; send them again":
    "Die Aufnahme wurde unterbrochen; schicke alles noch einmal",
  "It takes too long to find everything; narrow the query":
    "Alles zu finden dauert zu lange; grenze die Suche ein",
  "This search takes too long; narrow it down": "Diese Suche dauert zu lange; grenze sie ein",
  "Malformed info hash: {problem}": "Das ist kein Info-Hash",

  // Upkeep
  "No run with this id": "Diesen Lauf gibt es nicht",
  "Nothing matches": "Nichts passt dazu",
  "Expected at most {count} torrents in one run, got more; narrow the query":
    "Ein Lauf nimmt höchstens {count} Torrents; grenze die Suche ein",
  "Nothing of the run is left to take back": "Von diesem Lauf ist nichts mehr zurückzunehmen",
  "The run still works; cancel it first": "Der Lauf arbeitet noch; brich ihn zuerst ab",
  "The run cannot be taken back": "Dieser Lauf lässt sich nicht zurücknehmen",
  "The run is {state} already": "Der Lauf ist schon {state}",
  "The run could be taken back until {time}": "Der Lauf ließ sich bis {time} zurücknehmen",
  "The run is being taken back": "Der Lauf wird gerade zurückgenommen",
  "No budget is set: upkeep.maxBytes is 0": "Es ist keine Grenze gesetzt: upkeep.maxBytes ist 0",
  "The database is within its budget": "Die Datenbank liegt innerhalb ihrer Grenze",
  "A run works already, or the rules protect everything":
    "Ein Lauf arbeitet schon, oder die Regeln schützen alles",
  "No table has much unused space": "Keine Tabelle hat viel ungenutzten Platz",
  "{disk} free. Look there and send trustDisk": "{disk}",
  "The database's disk cannot be seen from here; it needs {bytes} bytes":
    "Die Platte der Datenbank ist von hier aus nicht zu sehen; dort müssen {bytes} Bytes frei sein",
  "Needs {needed} bytes of free disk space, there are {free}":
    "Gebraucht werden {needed} Bytes freier Platz, da sind {free}",
  "A compaction works already": "Eine Verkleinerung arbeitet schon",

  // Backups
  "A restore is under way; wait for its end, or cancel it":
    "Eine Wiederherstellung läuft; warte auf ihr Ende, oder brich sie ab",
  "The restore is {state} already": "Die Wiederherstellung ist schon {state}",
  "No restore with this id": "Diese Wiederherstellung gibt es nicht",
  "No finished backup with this number": "Diese Sicherung gibt es nicht, oder sie ist nicht fertig",
  "The file of this backup is not on this machine":
    "Die Datei dieser Sicherung liegt nicht auf diesem Rechner",
  "The disk of DATA_DIR is full": "Die Platte mit DATA_DIR ist voll",
  "{name} is a full backup, which needs an empty database: stop the server and use the command restore":
    "{name} ist eine volle Sicherung und braucht eine leere Datenbank: halte den Server an und nimm den Befehl restore",
  "{name} is neither a backup, nor a snapshot (SQLite), nor an export (NDJSON)":
    "{name} ist weder eine Sicherung noch ein Schnappschuss (SQLite) noch ein Export (NDJSON)",
  "{name} is a SQLite file, but no Minato snapshot":
    "{name} ist eine SQLite-Datei, aber kein Schnappschuss von Minato",
};
