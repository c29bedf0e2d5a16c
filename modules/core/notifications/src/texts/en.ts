import type { Texts } from "./catalogue.ts";

const CHANGES = {
  password: "Your password was changed",
  emailRequest: "A change of your e-mail address was asked for",
  twoFactorOn: "Two-factor sign-in was turned on",
  twoFactorOff: "Two-factor sign-in was turned off",
  recoveryCodes: "Your recovery codes were renewed",
  passkeyAdded: "A passkey was added",
  passkeyRemoved: "A passkey was removed",
};

const ACTIONS: Readonly<Record<string, string>> = {
  delete: "Deleting",
  block: "Blocking",
  reclassify: "Classifying anew",
  setCategory: "Setting the category",
  setContentType: "Setting the type",
  addTags: "Tagging",
  removeTags: "Taking tags off",
  evict: "Making room",
  undo: "Taking back",
  compact: "Compaction",
};

const NOT_YOU = "If this was not you, change your password and sign out the other devices.";

/** Notifications in English. */
export const en: Texts = {
  topics: {
    "signed-in": ({ device, address }) => ({
      title: `New sign-in: ${device}`,
      text: `From ${address}. ${NOT_YOU}`,
    }),
    "account-changed": ({ change }) => ({ title: CHANGES[change], text: NOT_YOU }),
    "key-created": ({ name, prefix, by }) => ({
      title: `New API key: ${name}`,
      text: `${by} made it; it begins with ${prefix}.`,
    }),
    "key-expires": ({ name, expiresAt }, { day }) => ({
      title: `API key ${name} is about to expire`,
      text: `It works until ${day(expiresAt)}. Renew it before programs that use it are refused.`,
    }),
    "jobs-failed": ({ queue, jobs }, { number }) => ({
      title: jobs === 1 ? `A job failed: ${queue}` : `${number(jobs)} jobs failed: ${queue}`,
      text: "All tries are used up. See why, mend the cause, and try again.",
    }),
    "source-silent": ({ source, hours }, { number }) => ({
      title: `${source} has gone silent`,
      text: `It sent nothing for ${number(hours)} hours, though it used to.`,
    }),
    "backup-failed": ({ reason }) => ({ title: "The backup failed", text: reason }),
    "disk-full": ({ freeBytes, totalBytes }, { size }) => ({
      title: "The disk is nearly full",
      text: `${size(freeBytes)} of ${size(totalBytes)} are free. Without space nothing is stored.`,
    }),
    "budget-exceeded": ({ excessBytes }, { size }) => ({
      title: "The disk budget is exceeded",
      text: `The database is ${size(excessBytes)} over its limit.`,
    }),
    "search-degraded": ({ reason }) => ({ title: "The search index has a problem", text: reason }),
    "list-failed": ({ name, reason }) => ({
      title: `The blocklist ${name} could not be read`,
      text: reason,
    }),
    "run-ended": ({ action, state, done, failed }, { number }) => ({
      title: `${ACTIONS[action] ?? action}: ${state === "failed" ? "failed" : "done"}`,
      text: `${number(done)} torrents${failed === 0 ? "." : `, ${number(failed)} could not be changed.`}`,
    }),
    "backup-ended": ({ bytes, fileName }, { size }) => ({
      title: "The backup is written",
      text: `${fileName}, ${size(bytes)}.`,
    }),
    "restore-ended": ({ records, name }, { number }) => ({
      title: "The restore is done",
      text: `${number(records)} records from ${name}.`,
    }),
    "import-ended": ({ records, name }, { number }) => ({
      title: "The import is done",
      text: `${number(records)} records from ${name}.`,
    }),
    "reindex-ended": ({ torrents }, { number }) => ({
      title: "The search index is built anew",
      text: `${number(torrents)} torrents are in it.`,
    }),
    found: ({ search, title }, { count, number }) => ({
      title: count === 1 ? `New for ${search}` : `${number(count)} new for ${search}`,
      text: count === 1 ? title : `The newest: ${title}`,
    }),
    test: () => ({ title: "A test", text: "Notifications reach you here." }),
  },
  digest: {
    subject: (count, site) => `${count} notifications from ${site}`,
    more: (count) => `And ${count} more.`,
  },
  open: "Open",
  footer: "What you are told, and how, is chosen in your account.",
  kinds: {
    signIn: "Sign-ins from new devices",
    accountChange: "Changes to how you sign in",
    apiKey: "API keys made or about to expire",
    failedJobs: "Jobs that failed for good",
    silentSource: "Sources that went silent",
    backup: "Backups that failed",
    storage: "Disk and budget",
    searchIndex: "Problems of the search index",
    blocklist: "Blocklists that cannot be read",
    ended: "What you started has ended",
    search: "Searches you follow",
  },
};
