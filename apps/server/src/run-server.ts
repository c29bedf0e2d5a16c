import { setTimeout as sleep } from "node:timers/promises";

import { getConnInfo } from "@hono/node-server/conninfo";
import { registerIndexMetrics } from "@minato/classify/index-metrics";
import { DatabaseError } from "@minato/database";
import { applyEnvironment } from "@minato/identity/apply-environment";
import { prepareSetup } from "@minato/identity/prepare-setup";
import { EnvironmentError, parseEnvironment, type Context, type Environment } from "@minato/kit";
import { LogRing } from "@minato/system/logs/log-ring";
import { observeRequests } from "@minato/system/observe-requests";
import type { Logger } from "pino";

import { createAddressResolver, type AddressResolver } from "./client-address.ts";
import { createContext } from "./create-context.ts";
import { createLog } from "./create-log.ts";
import { FrontDoor, ListenError, type RequestHandler } from "./front-door.ts";
import { createHttpApp } from "./http.ts";
import { modules } from "./modules.ts";
import { routeRequests } from "./route-requests.ts";
import { router } from "./router.ts";
import { Shutdown, stopOnSignals } from "./shutdown.ts";
import { startDatabase } from "./start-database.ts";
import { startWeb } from "./web.ts";

/** Runs the program until it is told to stop; every failure to start is one line and exit code 1. */
export async function runServer(dev: boolean): Promise<void> {
  const shutdown = new Shutdown();
  let log: Logger | undefined;
  const stop = async (exitCode: number) => {
    await shutdown.run((error) => log?.error({ err: error }, "could not stop cleanly"));
    process.exit(exitCode);
  };
  try {
    const env = parseEnvironment(process.env);
    const logRing = new LogRing();
    log = createLog(env.logLevel, logRing);
    stopOnSignals(() => void stop(0));
    await start({ env, log, logRing }, shutdown, dev);
  } catch (error) {
    if (shutdown.isRunning) return;
    reportFailure(error);
    await stop(1);
  }
}

interface Start {
  env: Environment;
  log: Logger;
  logRing: LogRing;
}

async function start(
  { env, log, logRing }: Start,
  shutdown: Shutdown,
  dev: boolean,
): Promise<void> {
  const resolveAddress = createAddressResolver(env.trustedProxies);
  const door = new FrontDoor();
  const port = await door.listen(env);
  shutdown.add(() => door.close());
  const announce = (step: string) => {
    door.announce(step);
    print(`  ${step} …`);
  };
  const { db } = await shutdown.start(
    startDatabase(env, log, { onProgress: announce }),
    (database) => database.close(),
  );
  const owned = await shutdown.start(createContext({ env, log, logRing, db, modules }), (context) =>
    context.close(),
  );
  // Only there: a worker without the variable must not revoke the key of API_KEY.
  if (env.roles.has("api")) await applyEnvironment(owned.ctx);
  door.announce("Loading the web app");
  const web = env.roles.has("web")
    ? await shutdown.start(startWeb(env, door.server, dev), (app) => app.close())
    : undefined;
  if (env.roles.has("worker")) {
    // Jobs end before what they use is closed.
    shutdown.add(() => owned.ctx.jobs.stop());
    await owned.ctx.jobs.work(owned.ctx);
  }
  door.open(createHandler(env, owned.ctx, resolveAddress, web?.handle));
  // Requests end before what they use is closed.
  shutdown.add(() => door.close());
  // Streams would keep the door open: their clients come back by themselves.
  shutdown.add(async () => owned.ctx.live.close());
  await greet(env, owned.ctx, port);
}

function createHandler(
  env: Environment,
  ctx: Context,
  resolveAddress: AddressResolver,
  web: RequestHandler | undefined,
): RequestHandler {
  const app = createHttpApp({
    ctx,
    modules,
    router,
    addressOf: (c) =>
      resolveAddress(getConnInfo(c).remote.address ?? "", c.req.header("x-forwarded-for")),
  });
  registerIndexMetrics(ctx);
  const routes = { app, web, allowsGuests: () => allowsGuests(ctx) };
  return observeRequests(ctx.metrics, env.basePath, routeRequests(env, routes));
}

/** While the database is away strangers are asked to sign in. */
async function allowsGuests(ctx: Context): Promise<boolean> {
  try {
    return (await ctx.identity.permissions.ofGuests()).size > 0;
  } catch (error) {
    ctx.log.warn({ err: error }, "what guests may do could not be read");
    return false;
  }
}

async function greet(env: Environment, ctx: Context, port: number): Promise<void> {
  const host = env.host === "0.0.0.0" || env.host === "::" ? "localhost" : env.host;
  const address = env.publicUrl ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  print(`\n  Minato is ready at ${address}`);
  const token = env.roles.has("web") ? await prepareSetup(ctx) : undefined;
  if (token !== undefined) {
    print(
      `  Make the first account here (the link works once):\n  ${address}/setup?token=${token}`,
    );
  }
  print("");
  // Lets the lines above leave before anything else is written.
  await sleep(0);
}

function reportFailure(error: unknown): void {
  for (const line of describeFailure(error)) process.stderr.write(`minato: ${line}\n`);
}

function describeFailure(error: unknown): readonly string[] {
  if (error instanceof EnvironmentError) return error.lines;
  if (error instanceof DatabaseError) return [error.message];
  if (error instanceof ListenError) return [error.message];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
