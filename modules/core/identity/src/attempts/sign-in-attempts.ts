import { hkdfSync } from "node:crypto";

import { AppError, type Context } from "@minato/kit";
import { networkOf } from "@minato/limits/limit-request";
import { loadSecret } from "@minato/secrets/load-secret";

import { hasSecureCookies } from "../auth-cookies.ts";
import { clearAttempts, countAttempt, uncountAttempt, type AttemptRule } from "./attempt-counts.ts";
import { digest, makeDeviceCookie, readDevice } from "./known-device.ts";

/** What is guessed: a password, a code after it, or the password again by whoever is signed in. */
export type AttemptKind = "password" | "code" | "confirmation";

/** From one network, or one known device. */
const NEAR: AttemptRule = { free: 5, firstSeconds: 1, capSeconds: 15 * 60 };
/**
 * From all networks that are not known together. Who guesses codes has the password; passwords
 * anybody may guess, so the wait stays short enough for an owner on a new device.
 */
const FAR: Readonly<Record<AttemptKind, AttemptRule>> = {
  password: { free: 20, firstSeconds: 1, capSeconds: 60 },
  code: { free: 20, firstSeconds: 1, capSeconds: 15 * 60 },
  confirmation: { free: 20, firstSeconds: 1, capSeconds: 15 * 60 },
};
/** Longer than a code is accepted: its 30 seconds and those before and after. */
const USED_CODE: AttemptRule = { free: 1, firstSeconds: 120, capSeconds: 120 };
const KNOWN_NETWORK = "90 days";
const NEW_ACCOUNT = "1 day";

/** An attempt to prove who one is. */
export interface Attempt {
  kind: AttemptKind;
  /** An e-mail address, which need not be anybody's, or the id of a user. */
  account: string;
  address: string;
  headers: Headers;
}

/**
 * Slows guessing down: by network and account, and by account across the networks it is not known
 * on. Browsers that signed in before have a count of their own (a device cookie, OWASP "Slow Down
 * Online Guessing Attacks with Device Cookies"), so no stranger keeps an owner out. All processes
 * count together in PostgreSQL, accounts that do not exist like those that do.
 */
export class SignInAttempts {
  readonly #ctx: Pick<Context, "db" | "env" | "now">;
  #key: Uint8Array | undefined;

  constructor(ctx: Pick<Context, "db" | "env" | "now">) {
    this.#ctx = ctx;
  }

  /**
   * Runs an attempt and judges it by its answer or failure: 400 and 401 stand for a wrong guess,
   * success clears the count, anything else is no attempt.
   * @throws {AppError} TOO_MANY_REQUESTS instead of running it; whatever it throws
   */
  async guard<Result>(attempt: Attempt, run: () => Promise<Result>): Promise<Result> {
    const [near, far] = await this.#begin(attempt);
    let status = 500;
    try {
      const result = await run();
      status = result instanceof Response ? result.status : 200;
      return result;
    } catch (error) {
      if (error instanceof AppError) status = error.status;
      throw error;
    } finally {
      if (status !== 400 && status !== 401) {
        await (status < 400 ? clearAttempts : uncountAttempt)(this.#ctx, near);
        if (far !== undefined) await uncountAttempt(this.#ctx, far);
      }
    }
  }

  /**
   * Takes note of a code of an authenticator app that is about to be tried (RFC 6238, section 5.2).
   * @returns false for one that was tried before: it must not be accepted again
   */
  async useCode(userId: string, code: string): Promise<boolean> {
    const key = digest(await this.#loadKey(), "used", userId, code);
    return (await countAttempt(this.#ctx, key, USED_CODE)) === 0;
  }

  /**
   * Knows the network of somebody who signed in from now on.
   * @returns `Set-Cookie` that makes their browser known as well
   */
  async remember(userId: string, address: string): Promise<string> {
    const { db, env } = this.#ctx;
    const key = await this.#loadKey();
    const now = this.#ctx.now();
    await db.$client.query(
      `insert into known_networks (user_id, network, used_at) values ($1, $2, $3)
       on conflict (user_id, network) do update set used_at = excluded.used_at`,
      [userId, digest(key, "network", networkOf(address)), now],
    );
    const path = env.basePath === "" ? "/" : env.basePath;
    return makeDeviceCookie({ key, userId, now }, { path, isSecure: hasSecureCookies(env) });
  }

  /**
   * Whether somebody signs in from where the account is known: their browser, or for what keeps no
   * cookies their network. A new account is known wherever it is first used.
   */
  async isKnown(
    { userId, headers, address }: { userId: string; headers: Headers; address: string },
    by: "browser" | "network",
  ): Promise<boolean> {
    const key = await this.#loadKey();
    const now = this.#ctx.now();
    if (by === "browser" && readDevice({ key, userId, now }, headers) !== undefined) return true;
    const { rows } = await this.#ctx.db.$client.query<{ isKnown: boolean }>(
      `select exists (select from known_networks where user_id = $1 and network = $2) and $3
         or not exists (select from known_networks where user_id = $1)
         and u.created_at > $4::timestamptz - $5::interval as "isKnown"
       from users u where u.id = $1`,
      [userId, digest(key, "network", networkOf(address)), by === "network", now, NEW_ACCOUNT],
    );
    return rows[0]?.isKnown === true;
  }

  /** Forgets what strangers did to an account whose owner has just chosen a new password. */
  async forgive(email: string): Promise<void> {
    await clearAttempts(this.#ctx, digest(await this.#loadKey(), "far", "password", email));
  }

  /** The counts an attempt comes under: the near one, and the far one where it applies. */
  async #begin({ kind, account, address, headers }: Attempt): Promise<[Buffer, Buffer?]> {
    const key = await this.#loadKey();
    const name = account.includes("@") ? account.trim().toLowerCase() : account;
    const network = networkOf(address);
    const person = await this.#findPerson(name, digest(key, "network", network));
    const now = this.#ctx.now();
    const device =
      person === undefined ? undefined : readDevice({ key, userId: person.id, now }, headers);
    const near =
      device === undefined
        ? digest(key, "network", kind, name, network)
        : digest(key, "device", kind, name, device);
    await this.#count(near, NEAR);
    if (device !== undefined || person?.isKnownNetwork === true) return [near];
    const far = digest(key, "far", kind, name);
    try {
      await this.#count(far, FAR[kind]);
    } catch (error) {
      await uncountAttempt(this.#ctx, near);
      throw error;
    }
    return [near, far];
  }

  async #count(key: Buffer, rule: AttemptRule): Promise<void> {
    const waitSeconds = await countAttempt(this.#ctx, key, rule);
    if (waitSeconds === 0) return;
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `Too many failed attempts: try again in ${describeWait(waitSeconds)}`,
      { retryAfterSeconds: waitSeconds },
    );
  }

  async #findPerson(
    name: string,
    network: Buffer,
  ): Promise<{ id: string; isKnownNetwork: boolean } | undefined> {
    const { rows } = await this.#ctx.db.$client.query<{ id: string; isKnownNetwork: boolean }>(
      `select u.id, exists (
         select from known_networks k
         where k.user_id = u.id and k.network = $2 and k.used_at > $3::timestamptz - $4::interval
       ) as "isKnownNetwork"
       from users u where u.email = $1 or u.id = $1`,
      [name, network, this.#ctx.now(), KNOWN_NETWORK],
    );
    return rows[0];
  }

  async #loadKey(): Promise<Uint8Array> {
    this.#key ??= new Uint8Array(
      hkdfSync("sha256", await loadSecret(this.#ctx.env), "minato", "sign-in attempts", 32),
    );
    return this.#key;
  }
}

function describeWait(seconds: number): string {
  if (seconds === 1) return "a second";
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
