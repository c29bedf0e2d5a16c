/** The groups of operations in the order in which a reader meets them. */
export const documentTags = [
  { name: "Search", description: "Find torrents by text and filters; the engine behind it" },
  { name: "Torrents", description: "Add, read, correct, delete and download torrents" },
  { name: "Bulk changes", description: "Change many torrents at once, follow it and take it back" },
  { name: "Classification", description: "Your own rules about names, and what they would change" },
  { name: "Blocklist", description: "What stays out: torrents, trackers, words, subscribed lists" },
  { name: "Feeds", description: "Torznab and RSS as JSON, and profiles that narrow them" },
  { name: "Connected programs", description: "This index in Sonarr, Radarr, Lidarr and Prowlarr" },
  { name: "Exchange", description: "Follow what changes, export everything" },
  { name: "Upkeep", description: "Disk budget, deleted torrents, free space" },
  { name: "Notifications", description: "What one is told and how; searches one follows" },
  { name: "Account", description: "One's own account and devices" },
  { name: "Sign-in", description: "Tokens for programs of people, registration" },
  { name: "Identity", description: "Who the caller is, and the first administrator" },
  { name: "Invitations", description: "Invite somebody, take it back" },
  { name: "People", description: "Accounts and roles" },
  {
    name: "Administration",
    description: "Keys, settings, figures, mail, the audit log, the set-up",
  },
  { name: "System", description: "Health, jobs, workers, logs, events and backups" },
] as const;
