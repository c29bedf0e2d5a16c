import { createApiKey } from "@minato/identity/create-api-key";
import { revokeApiKey } from "@minato/identity/revoke-api-key";
import { AppError, type Context, type RequestContext } from "@minato/kit";

import { AppRefusal, askApp, type AppAddress } from "./app-client.ts";
import { APPS } from "./app-kinds.ts";
import { AppProfileList, IndexerList, SystemStatus } from "./app-shapes.ts";
import { chooseName, describeIndexer, findTemplate } from "./describe-indexer.ts";
import { saveIndexer, type SavedIndexer } from "./save-indexer.ts";

/** What an indexer is made of beside what the program itself offers. */
export interface WantedIndexer {
  name: string;
  /** Address up to `/api`. */
  feedUrl: string;
  apiKey: string;
  /** Instead of what suits the program. */
  categories: readonly number[] | undefined;
}

/**
 * The version of a program.
 * @throws {AppError} BAD_REQUEST when another one is at the address
 */
export async function checkIdentity(ctx: Pick<Context, "fetch">, app: AppAddress): Promise<string> {
  const { name } = APPS[app.kind];
  const status = await askApp(ctx, app, "/system/status", SystemStatus).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
    const { message } = error;
    throw new AppError("BAD_REQUEST", message, {
      errors: [{ field: "url", message }],
      cause: error,
    });
  });
  if (status.appName === "" || status.appName.toLowerCase() === app.kind) return status.version;
  const message = `${name} was expected at this address, ${status.appName} is there`;
  throw new AppError("BAD_REQUEST", message, { errors: [{ field: "kind", message }] });
}

/**
 * Makes an indexer out of the program's own template and keeps it there.
 * @throws {AppRefusal} with what the program has against it
 */
export async function addIndexer(
  ctx: Pick<Context, "fetch">,
  app: AppAddress,
  wanted: WantedIndexer,
): Promise<SavedIndexer> {
  const [schema, indexers, profiles] = await Promise.all([
    askApp(ctx, app, "/indexer/schema", IndexerList),
    askApp(ctx, app, "/indexer", IndexerList),
    app.kind === "prowlarr" ? askApp(ctx, app, "/appprofile", AppProfileList) : [],
  ]);
  const indexer = describeIndexer(findTemplate(schema, app.kind), {
    ...wanted,
    kind: app.kind,
    name: chooseName(wanted.name, indexers),
    appProfileId: profiles[0]?.id,
  });
  return saveIndexer(ctx, app, indexer);
}

/**
 * Makes a key for a program and gives it to the program; a key that could not be given is revoked.
 * @throws {AppError} BAD_REQUEST with what the program has against its indexer
 */
export async function withNewKey<Placed>(
  context: RequestContext,
  app: AppAddress,
  place: (apiKey: string) => Promise<Placed>,
): Promise<{ placed: Placed; apiKeyId: number }> {
  const { ctx } = context;
  const key = await createApiKey(ctx, context, {
    name: `${APPS[app.kind].name} ${new URL(app.url).host}`.slice(0, 100),
    scopes: ["feeds", "download"],
  });
  try {
    return { placed: await place(key.key), apiKeyId: key.id };
  } catch (error) {
    await revokeApiKey(ctx, context, key.id);
    throw error instanceof AppRefusal ? toAppError(error, app) : error;
  }
}

function toAppError(error: AppRefusal, { kind }: AppAddress): AppError {
  const message = `${APPS[kind].name} refused the indexer: ${error.message}`;
  const errors = error.complaints.map(({ propertyName, errorMessage }) => ({
    field: propertyName === "BaseUrl" || propertyName === "ApiPath" ? "minatoUrl" : "$",
    message: errorMessage,
  }));
  return new AppError("BAD_REQUEST", message.slice(0, 1000), { errors, cause: error });
}
