import type { settingMessages as english } from "./en-settings.ts";

/** What settings are called and what they do. */
export const settingMessages = {
  "settings.group.site": "Server",
  "settings.group.audit": "Protokoll",
  "settings.group.limits": "Grenzen",
  "settings.group.mail": "Mail",
  "settings.group.identity": "Konten",
  "settings.group.notifications": "Benachrichtigungen",
  "settings.group.blocklist": "Sperrliste",
  "settings.group.torrents": "Torrents",
  "settings.group.scrape": "Schwarmzahlen",
  "settings.group.search": "Suche",
  "settings.group.feeds": "Feeds",
  "settings.group.exchange": "Sicherung und Austausch",
  "settings.group.upkeep": "Platz",
  "settings.choice.closed": "Nur Administratoren",
  "settings.choice.invitation": "Mit Einladung",
  "settings.choice.open": "Alle",
  "settings.choice.starttls": "STARTTLS",
  "settings.choice.tls": "TLS",
  "settings.choice.none": "Keine",
  "settings.unit": "Einheit",
  "settings.unit.hours": "Stunden",
  "settings.unit.days": "Tage",
  "settings.unit.weeks": "Wochen",
  "settings.unit.months": "Monate",
  "settings.unit.years": "Jahre",
  "settings.unit.perMinute": "pro Minute",
  "settings.unit.megabytes": "MB",
  "settings.malformedSize": "Gib eine Größe wie 20 GiB ein.",
  "setting.site.name": "Name dieses Servers",
  "setting.site.name.text": "Steht in Nachrichten und in Authenticator-Apps.",
  "setting.site.address": "Adresse",
  "setting.site.address.text":
    "Unter der man diesen Server erreicht, für Links in Nachrichten und die Anmeldung anderswo. PUBLIC_URL geht vor.",
  "setting.audit.keepMonths": "Protokoll",
  "setting.audit.keepMonths.text": "Ganze Monate, die neben dem laufenden aufbewahrt werden.",
  "setting.limits.search": "Suchen",
  "setting.limits.search.text":
    "Suchen und Vorschläge je Schlüssel oder Person; 0 für beliebig viele. Den Schlüssel aus API_KEY bindet keine Grenze.",
  "setting.limits.ingest": "Torrents einliefern",
  "setting.limits.ingest.text":
    "Anfragen je Schlüssel oder Person, die Torrents einliefern; 0 für beliebig viele.",
  "setting.limits.downloads": "Downloads",
  "setting.limits.downloads.text":
    ".torrent-Dateien je Schlüssel oder Person; 0 für beliebig viele.",
  "setting.limits.other": "Alles Übrige",
  "setting.limits.other.text":
    "Alle anderen Anfragen je Schlüssel oder Person; 0 für beliebig viele.",
  "setting.limits.signIn": "Anmelden",
  "setting.limits.signIn.text":
    "Anfragen eines Netzes zu Anmeldung, Registrierung und Passwörtern; 0 für beliebig viele.",
  "setting.limits.refused": "Falsche Schlüssel",
  "setting.limits.refused.text":
    "Falsche Schlüssel und Token eines Netzes; was darüber hinaus kommt, wird nicht einmal angesehen. 0 für beliebig viele.",
  "setting.limits.address": "Ein Netz",
  "setting.limits.address.text":
    "Anfragen einer IPv4-Adresse oder eines IPv6-/64, gleich von wem; 0 für beliebig viele.",
  "setting.mail.host": "Mailserver",
  "setting.mail.host.text": "Sein Name (SMTP). Leer: Es wird keine Mail verschickt.",
  "setting.mail.port": "Port",
  "setting.mail.port.text": "Meist 587, für TLS 465.",
  "setting.mail.encryption": "Verschlüsselung",
  "setting.mail.encryption.text":
    "STARTTLS gehört zu Port 587, TLS vom ersten Byte an zu Port 465.",
  "setting.mail.verifiesCertificate": "Zertifikat prüfen",
  "setting.mail.verifiesCertificate.text":
    "Lehnt einen Server ab, dessen Zertifikat ungültig ist. Nur für einen eigenen Server ausschalten.",
  "setting.mail.user": "Benutzername",
  "setting.mail.user.text": "Zum Anmelden. Leer: ohne.",
  "setting.mail.password": "Passwort",
  "setting.mail.password.text": "Zum Anmelden.",
  "setting.mail.from": "Absender",
  "setting.mail.from.text": "Adresse, von der Nachrichten kommen.",
  "setting.identity.registration": "Registrierung",
  "setting.identity.registration.text": "Wer ein Konto anlegen darf.",
  "setting.identity.membersMayInvite": "Mitglieder dürfen einladen",
  "setting.identity.membersMayInvite.text": "Administratoren dürfen es immer.",
  "setting.identity.invitationsPerMember": "Einladungen je Mitglied",
  "setting.identity.invitationsPerMember.text":
    "So viele Menschen darf ein Mitglied höchstens einladen.",
  "setting.identity.verifiesEmail": "Adressen bestätigen",
  "setting.identity.verifiesEmail.text":
    "Lässt Registrierte erst herein, wenn sie ihre Adresse bestätigt haben. Ohne Mailserver wird nicht danach gefragt.",
  "setting.identity.oidcIssuer": "OpenID Connect: Anbieter",
  "setting.identity.oidcIssuer.text":
    "Seine Adresse, der Teil vor /.well-known. Leer: wird nicht angeboten. Als Rückrufadresse dort /api/auth/callback/oidc unter der Adresse dieses Servers eintragen.",
  "setting.identity.oidcName": "OpenID Connect: Knopf",
  "setting.identity.oidcName.text": "Was auf dem Knopf der Anmeldeseite steht.",
  "setting.identity.oidcClientId": "OpenID Connect: Client-ID",
  "setting.identity.oidcClientId.text": "Vom Anbieter.",
  "setting.identity.oidcClientSecret": "OpenID Connect: Client-Secret",
  "setting.identity.oidcClientSecret.text": "Vom Anbieter.",
  "setting.identity.oidcCreatesAccounts": "OpenID Connect: neue Konten",
  "setting.identity.oidcCreatesAccounts.text":
    "Legt für alle, die der Anbieter hereinlässt, ein Konto an.",
  "setting.notifications.privateHosts": "Webhooks im eigenen Netz",
  "setting.notifications.privateHosts.text":
    "Namen oder Adressen im eigenen Netz, an die Webhooks gehen dürfen, durch Kommas getrennt. Leer: keine.",
  "setting.notifications.silentSourceHours": "Quelle gilt als verstummt nach",
  "setting.notifications.silentSourceHours.text":
    "So lange kam nichts von einer Quelle, die sonst liefert.",
  "setting.notifications.keptDays": "Meldungen aufbewahren",
  "setting.notifications.keptDays.text": "Ältere werden gelöscht.",
  "setting.notifications.keptPerPerson": "Meldungen je Person",
  "setting.notifications.keptPerPerson.text": "So viele werden höchstens aufbewahrt.",
  "setting.blocklist.allowPrivateAddresses": "Listen aus dem eigenen Netz",
  "setting.blocklist.allowPrivateAddresses.text":
    "Listen dürfen von Adressen im eigenen Netz und von diesem Rechner gelesen werden.",
  "setting.blocklist.maxListMegabytes": "Längste Liste",
  "setting.blocklist.maxListMegabytes.text":
    "Eine längere wird abgelehnt; 512 MB fassen zwölf Millionen Einträge.",
  "setting.torrents.keepSourceHistoryMonths": "Verlauf der Quellen",
  "setting.torrents.keepSourceHistoryMonths.text":
    "Ganze Monate dessen, was jede Quelle lieferte, neben dem laufenden.",
  "setting.scrape.allowPrivateAddresses": "Tracker im eigenen Netz",
  "setting.scrape.allowPrivateAddresses.text":
    "Sie und Tracker auf diesem Rechner dürfen nach Schwarmzahlen gefragt werden.",
  "setting.search.indexFileNames": "Dateinamen durchsuchen",
  "setting.search.indexFileNames.text":
    "Findet Torrents auch über die Namen ihrer Dateien, hinter Treffern im Titel. Braucht mehr Speicher und doppelt so lange zum Aufbauen; wirkt ab dem nächsten Start.",
  "setting.search.bestText": "Bester Treffer: Wörter",
  "setting.search.bestText.text": "Wie viel zählt, wie gut der Titel passt, von 0 bis 1.",
  "setting.search.bestSeeders": "Bester Treffer: Seeder",
  "setting.search.bestSeeders.text": "Wie viel die Zahl der Seeder zählt, von 0 bis 1.",
  "setting.search.bestAge": "Bester Treffer: Alter",
  "setting.search.bestAge.text": "Wie viel es zählt, neu zu sein, von 0 bis 1.",
  "setting.search.healthiestText": "Gesündeste: Wörter",
  "setting.search.healthiestText.text": "Wie viel zählt, wie gut der Titel passt, von 0 bis 1.",
  "setting.search.healthiestSeeders": "Gesündeste: Seeder",
  "setting.search.healthiestSeeders.text": "Wie viel die Zahl der Seeder zählt, von 0 bis 1.",
  "setting.search.healthiestAge": "Gesündeste: Alter",
  "setting.search.healthiestAge.text": "Wie viel es zählt, neu zu sein, von 0 bis 1.",
  "setting.search.newestText": "Neueste: Wörter",
  "setting.search.newestText.text": "Wie viel zählt, wie gut der Titel passt, von 0 bis 1.",
  "setting.search.newestSeeders": "Neueste: Seeder",
  "setting.search.newestSeeders.text": "Wie viel die Zahl der Seeder zählt, von 0 bis 1.",
  "setting.search.newestAge": "Neueste: Alter",
  "setting.search.newestAge.text": "Wie viel es zählt, neu zu sein, von 0 bis 1.",
  "setting.search.countQueries": "Langsame und leere Suchen merken",
  "setting.search.countQueries.text":
    "Ihre Texte bis zum nächsten Start, ohne wer gesucht hat, zur Ansicht für Administratoren.",
  "setting.feeds.requestsPerMinute": "Anfragen an Feeds",
  "setting.feeds.requestsPerMinute.text":
    "Je Schlüssel an Torznab, RSS, Atom und Stremio; 0 für beliebig viele.",
  "setting.exchange.changeRetentionDays": "Änderungsverlauf",
  "setting.exchange.changeRetentionDays.text": "So lange dürfen seine Abnehmer fortbleiben.",
  "setting.exchange.keptBackups": "Aufbewahrte Sicherungen",
  "setting.exchange.keptBackups.text": "So viele von jeder Art bleiben; ältere werden gelöscht.",
  "setting.exchange.maxUploadBytes": "Größte hochgeladene Datei",
  "setting.exchange.maxUploadBytes.text": "Zum Wiederherstellen von Torrents.",
  "setting.upkeep.maxBytes": "Speicherbudget",
  "setting.upkeep.maxBytes.text":
    "Was die Datenbank belegen darf, samt Indexen und wiederherstellbaren gelöschten Torrents; stündlich geprüft. 0: keine Grenze.",
  "setting.upkeep.keepSeeders": "Gut geseedete behalten",
  "setting.upkeep.keepSeeders.text":
    "Das Budget entfernt nie einen Torrent mit mindestens so vielen Seedern.",
  "setting.upkeep.keepYoungDays": "Junge behalten",
  "setting.upkeep.keepYoungDays.text":
    "Das Budget entfernt nichts, was in dieser Zeit in den Index kam.",
  "setting.upkeep.keepRequestedDays": "Gefragte behalten",
  "setting.upkeep.keepRequestedDays.text":
    "Das Budget entfernt nichts, was in dieser Zeit geöffnet oder geladen wurde.",
  "setting.upkeep.purgatoryDays": "Gelöschte wiederherstellen",
  "setting.upkeep.purgatoryDays.text":
    "So lange lassen sich gesammelt oder vom Budget gelöschte zurückholen.",
} as const satisfies Record<keyof typeof english, string>;
