import type { Principal, RequestContext } from "@minato/kit";
import { mailModule } from "@minato/mail";
import { mailSettings } from "@minato/mail/config";
import { listPendingMail } from "@minato/mail/list-pending-mail";
import { secretsModule } from "@minato/secrets";
import { createSettingsModule } from "@minato/settings";
import { siteSettings } from "@minato/settings/site";
import { updateSettings } from "@minato/settings/update-settings";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { createRouterClient, type RouterClient } from "@orpc/server";

import { authenticate } from "../src/authenticate.ts";
import { identitySettings } from "../src/config.ts";
import { createUser } from "../src/create-user.ts";
import { identityModule } from "../src/module.ts";
import { identityRouter } from "../src/router.ts";
import { createIdentityApp } from "./http.ts";

/** The administrator of every scene. */
export const ADA = { email: "ada@example.org", password: "correct horse battery" };
const HOST = "harbour.example";

/** A request as a test describes it. */
export interface Sent {
  method?: "GET" | "POST";
  body?: unknown;
  cookie?: string;
  headers?: Record<string, string>;
  /** A browser that follows a link sends no origin. */
  isNavigation?: boolean;
  /** Another address than that of the scene. */
  from?: string;
}

/** An answer as a test reads it. */
export interface Answer {
  status: number;
  json: unknown;
  headers: Headers;
  /** What a browser sends back. */
  cookie: string;
}

/** A server with accounts, without a socket. */
export interface AccountScene {
  context: TestContext;
  /** Where requests come from. */
  address: string;
  /** Moves the clock of our own code. */
  advance: (milliseconds: number) => void;
  /** Stops that clock, so that nothing but `advance` moves it however slow the machine is. */
  freeze: () => void;
  /** Sends a request to `/api/auth/<endpoint>`. */
  send: (endpoint: string, sent?: Sent) => Promise<Answer>;
  signIn: (person?: { email: string; password: string }) => Promise<string>;
  whoIs: (headers: Record<string, string>) => Promise<Principal | undefined>;
  /** Calls procedures as whoever sends these headers. */
  as: (headers: Record<string, string>) => Promise<RouterClient<typeof identityRouter>>;
  set: (values: Record<string, unknown>) => Promise<void>;
  /** The token of the newest link to a page that was queued for an address. */
  tokenFor: (recipient: string, page: string) => Promise<string>;
  close: () => Promise<void>;
}

/** Attempts are limited by address, in memory shared by all tests of a file. */
let lastAddress = 0;

/** Builds a server with one administrator. */
export async function createAccountScene(
  variables: Record<string, string> = {},
): Promise<AccountScene> {
  let offset = 0;
  let frozenAt: number | undefined;
  const context = await createTestContext({
    modules: [
      secretsModule,
      createSettingsModule(() => [siteSettings, mailSettings, identitySettings]),
      mailModule,
      identityModule,
    ],
    variables,
    now: () => new Date((frozenAt ?? Date.now()) + offset),
  });
  const { ctx } = context;
  const address = `192.0.2.${++lastAddress}`;
  await createUser(ctx, { ...ADA, name: "Ada", role: "administrator" });
  const send: AccountScene["send"] = async (endpoint, sent = {}) => {
    const { body, cookie, headers, isNavigation = false } = sent;
    const app = createIdentityApp(ctx, sent.from ?? address);
    const { method = body === undefined ? "GET" : "POST" } = sent;
    const response = await app.request(`http://${HOST}${ctx.env.basePath}/api/auth/${endpoint}`, {
      method,
      headers: {
        host: HOST,
        ...(isNavigation ? {} : { origin: `http://${HOST}` }),
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      json: text === "" ? undefined : (JSON.parse(text) as unknown),
      headers: response.headers,
      cookie: mergeCookies(cookie, response.headers),
    };
  };
  const whoIs: AccountScene["whoIs"] = (headers) =>
    authenticate(ctx, {
      headers: new Headers({ host: HOST, ...headers }),
      url: new URL(`http://${HOST}/`),
      allowQueryKey: false,
      address: "192.0.2.1",
    });
  return {
    context,
    address,
    advance: (milliseconds) => (offset += milliseconds),
    freeze: () => (frozenAt = Date.now()),
    send,
    whoIs,
    async signIn(person = ADA) {
      const answer = await send("sign-in/email", { body: person });
      if (answer.status !== 200) throw new Error(`no sign-in: ${JSON.stringify(answer.json)}`);
      return answer.cookie;
    },
    async as(headers) {
      const request: RequestContext = {
        ctx,
        principal: await whoIs(headers),
        address,
        headers: new Headers({ host: HOST, ...headers }),
      };
      return createRouterClient(identityRouter, { context: request });
    },
    async set(values) {
      const changes = Object.entries(values).map(([path, value]) => {
        const [module = "", name = ""] = path.split(".");
        return { module, name, value };
      });
      await updateSettings(ctx, { principal: undefined, address }, { changes });
    },
    tokenFor: (recipient, page) =>
      waitFor(`a link to ${page} for ${recipient}`, async () => {
        const mails = await listPendingMail(ctx);
        const mail = mails.find(
          (one) => one.recipient === recipient && one.path?.startsWith(`${page}?`) === true,
        );
        return new URL(mail?.path ?? "/", "http://x").searchParams.get("token");
      }),
    close: () => context.close(),
  };
}

/** What a browser holds after an answer: an empty value takes a cookie away. */
function mergeCookies(before: string | undefined, headers: Headers): string {
  const jar = new Map<string, string>();
  const pairs = [
    ...(before ?? "").split("; "),
    ...headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? ""),
  ];
  for (const pair of pairs.filter(Boolean)) {
    const end = pair.indexOf("=");
    const value = pair.slice(end + 1);
    if (value === "") jar.delete(pair.slice(0, end));
    else jar.set(pair.slice(0, end), value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}
