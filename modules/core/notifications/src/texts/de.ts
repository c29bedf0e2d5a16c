import type { Texts } from "./catalogue.ts";

const CHANGES = {
  password: "Dein Passwort wurde geändert",
  emailRequest: "Eine Änderung deiner E-Mail-Adresse wurde verlangt",
  twoFactorOn: "Die Anmeldung mit zwei Faktoren wurde eingeschaltet",
  twoFactorOff: "Die Anmeldung mit zwei Faktoren wurde ausgeschaltet",
  recoveryCodes: "Deine Notfallcodes wurden erneuert",
  passkeyAdded: "Ein Passkey wurde hinzugefügt",
  passkeyRemoved: "Ein Passkey wurde entfernt",
};

const ACTIONS: Readonly<Record<string, string>> = {
  delete: "Löschen",
  block: "Sperren",
  reclassify: "Neu einordnen",
  setCategory: "Kategorie setzen",
  setContentType: "Typ setzen",
  addTags: "Schlagwörter setzen",
  removeTags: "Schlagwörter entfernen",
  evict: "Platz schaffen",
  undo: "Zurücknehmen",
  compact: "Verdichten",
};

const NOT_YOU = "Wenn du das nicht warst, ändere dein Passwort und melde die anderen Geräte ab.";

/** Notifications in German. */
export const de: Texts = {
  topics: {
    "signed-in": ({ device, address }) => ({
      title: `Neue Anmeldung: ${device}`,
      text: `Von ${address}. ${NOT_YOU}`,
    }),
    "account-changed": ({ change }) => ({ title: CHANGES[change], text: NOT_YOU }),
    "key-created": ({ name, prefix, by }) => ({
      title: `Neuer API-Schlüssel: ${name}`,
      text: `${by} hat ihn angelegt; er beginnt mit ${prefix}.`,
    }),
    "key-expires": ({ name, expiresAt }, { day }) => ({
      title: `Der API-Schlüssel ${name} läuft bald ab`,
      text: `Er gilt bis ${day(expiresAt)}. Erneuere ihn, bevor Programme damit abgewiesen werden.`,
    }),
    "jobs-failed": ({ queue, jobs }, { number }) => ({
      title:
        jobs === 1
          ? `Ein Auftrag ist gescheitert: ${queue}`
          : `${number(jobs)} Aufträge sind gescheitert: ${queue}`,
      text: "Alle Versuche sind verbraucht. Sieh nach, warum, behebe die Ursache und versuche es erneut.",
    }),
    "source-silent": ({ source, hours }, { number }) => ({
      title: `${source} ist verstummt`,
      text: `Seit ${number(hours)} Stunden kam nichts, anders als sonst.`,
    }),
    "backup-failed": ({ reason }) => ({ title: "Die Sicherung ist gescheitert", text: reason }),
    "disk-full": ({ freeBytes, totalBytes }, { size }) => ({
      title: "Die Festplatte ist fast voll",
      text: `${size(freeBytes)} von ${size(totalBytes)} sind frei. Ohne Platz wird nichts gespeichert.`,
    }),
    "budget-exceeded": ({ excessBytes }, { size }) => ({
      title: "Das Speicherbudget ist überschritten",
      text: `Die Datenbank liegt ${size(excessBytes)} über ihrer Grenze.`,
    }),
    "search-degraded": ({ reason }) => ({ title: "Der Suchindex hat ein Problem", text: reason }),
    "list-failed": ({ name, reason }) => ({
      title: `Die Sperrliste ${name} konnte nicht gelesen werden`,
      text: reason,
    }),
    "run-ended": ({ action, state, done, failed }, { number }) => ({
      title: `${ACTIONS[action] ?? action}: ${state === "failed" ? "gescheitert" : "fertig"}`,
      text: `${number(done)} Torrents${failed === 0 ? "." : `, ${number(failed)} ließen sich nicht ändern.`}`,
    }),
    "backup-ended": ({ bytes, fileName }, { size }) => ({
      title: "Die Sicherung ist geschrieben",
      text: `${fileName}, ${size(bytes)}.`,
    }),
    "restore-ended": ({ records, name }, { number }) => ({
      title: "Die Wiederherstellung ist fertig",
      text: `${number(records)} Einträge aus ${name}.`,
    }),
    "import-ended": ({ records, name }, { number }) => ({
      title: "Der Import ist fertig",
      text: `${number(records)} Einträge aus ${name}.`,
    }),
    "reindex-ended": ({ torrents }, { number }) => ({
      title: "Der Suchindex ist neu gebaut",
      text: `Er enthält ${number(torrents)} Torrents.`,
    }),
    found: ({ search, title }, { count, number }) => ({
      title: count === 1 ? `Neu für ${search}` : `${number(count)} neue für ${search}`,
      text: count === 1 ? title : `Das neueste: ${title}`,
    }),
    test: () => ({ title: "Ein Test", text: "Benachrichtigungen erreichen dich hier." }),
  },
  digest: {
    subject: (count, site) => `${count} Benachrichtigungen von ${site}`,
    more: (count) => `Und ${count} weitere.`,
  },
  open: "Öffnen",
  footer: "Was dir wie gemeldet wird, wählst du in deinem Konto.",
  kinds: {
    signIn: "Anmeldungen von neuen Geräten",
    accountChange: "Änderungen an deiner Anmeldung",
    apiKey: "API-Schlüssel, neu oder kurz vor dem Ablauf",
    failedJobs: "Endgültig gescheiterte Aufträge",
    silentSource: "Verstummte Quellen",
    backup: "Gescheiterte Sicherungen",
    storage: "Festplatte und Budget",
    searchIndex: "Probleme des Suchindex",
    blocklist: "Nicht lesbare Sperrlisten",
    ended: "Was du gestartet hast, ist zu Ende",
    search: "Suchen, denen du folgst",
  },
};
