/** Newznab error codes as Torznab uses them. */

/** Error codes of the Newznab specification, and 429 as Prowlarr answers it, by their meaning. */
export const TORZNAB_ERRORS = {
  /** The API key is absent or wrong. Clients mark the key field for 100 to 199 under HTTP 200. */
  incorrectCredentials: 100,
  /** The account behind the key is suspended. */
  accountSuspended: 101,
  /** The key is valid but lacks the right to do this. */
  notAuthorized: 102,
  /** Registration is denied. */
  registrationDenied: 103,
  /** Registrations are closed. */
  registrationsClosed: 104,
  /** The e-mail address of a registration is taken. */
  emailTaken: 105,
  /** The e-mail address of a registration is malformed. */
  emailMalformed: 106,
  /** The registration failed for a reason of its own. */
  registrationFailed: 107,
  /** A required parameter is absent. */
  missingParameter: 200,
  /** A parameter is malformed or out of range. */
  incorrectParameter: 201,
  /** No specification knows the function named by `t`. */
  noSuchFunction: 202,
  /** The function exists in the specification but is not offered here. */
  functionNotAvailable: 203,
  /** The item asked for does not exist. */
  noSuchItem: 300,
  /** Too many requests; sent together with HTTP status 429 and `Retry-After`. */
  requestLimitReached: 429,
  /** Anything that has no code of its own. */
  unknown: 900,
  /** The API is switched off. */
  apiDisabled: 910,
} as const;

/** One of the codes in `TORZNAB_ERRORS`. */
export type TorznabErrorCode = (typeof TORZNAB_ERRORS)[keyof typeof TORZNAB_ERRORS];

/** The description that Sonarr and Radarr compare literally to recognise a rate limit. */
export const REQUEST_LIMIT_REACHED = "Request limit reached";
