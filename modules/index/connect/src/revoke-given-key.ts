import { revokeApiKey } from "@minato/identity/revoke-api-key";
import { AppError, type RequestContext } from "@minato/kit";

/** Revokes the key that a program was given, unless somebody did already. */
export async function revokeGivenKey(context: RequestContext, apiKeyId: number): Promise<void> {
  try {
    await revokeApiKey(context.ctx, context, apiKeyId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
  }
}
