import { once } from "node:events";
import { createServer } from "node:http";

import { Provider } from "oidc-provider";

/** The client that our server is there. */
export const CLIENT = { clientId: "harbour", clientSecret: "a client secret of the tests" };

/** Somebody with an account at the provider. */
export interface ProviderAccount {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** An OpenID Connect provider on this machine. */
export interface OidcServer {
  issuer: string;
  /** Signs the account in and consents, as a person would with its pages; answers the callback. */
  authorize: (url: string, account: ProviderAccount) => Promise<URL>;
  close: () => Promise<void>;
}

/** Starts the provider for one client; whoever comes is whom `authorize` names. */
export async function startOidcServer(redirectUri: string): Promise<OidcServer> {
  const accounts = new Map<string, ProviderAccount>();
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, sub) => {
      const account = accounts.get(sub);
      return account === undefined ? undefined : { accountId: sub, claims: () => ({ ...account }) };
    },
  });
  server.on("request", provider.callback());
  return {
    issuer,
    async authorize(url, account) {
      accounts.set(account.sub, account);
      return walk(url, redirectUri, account.sub);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const MAX_STEPS = 12;

/** Follows redirects with cookies and posts the two forms of the provider's own pages. */
async function walk(start: string, redirectUri: string, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < MAX_STEPS; step++) {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const end = pair.indexOf("=");
      jar.set(pair.slice(0, end), pair.slice(end + 1));
    }
    const location = response.headers.get("location");
    const page = await response.text();
    if (location !== null) {
      if (location.startsWith(redirectUri)) return new URL(location);
      url = new URL(location, url).href;
      form = undefined;
      continue;
    }
    const action = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`no form: ${page}`);
    url = new URL(action, url).href;
    form = new URLSearchParams({ prompt, login, password: "any" });
  }
  throw new Error("the provider does not come back");
}
