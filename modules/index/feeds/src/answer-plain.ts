import { AppError, type requireScope } from "@minato/kit";

const RETRY_AFTER_SECONDS = 60;

/** A request to one of the routes here: what the product's middleware is given. */
export type Request = Parameters<ReturnType<typeof requireScope>>[0];

/** Answers expected failures as plain text, which is all that feed readers show. */
export async function answerPlain(
  c: Request,
  answer: (c: Request) => Promise<Response>,
): Promise<Response> {
  try {
    return await answer(c);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return c.text(`${error.message}\n`, error.status, retryAfter(error));
  }
}

/** When to come back, for failures that pass by themselves. */
export function retryAfter(error: AppError): Record<string, string> {
  if (error.status !== 429 && error.status !== 503) return {};
  return { "retry-after": String(error.retryAfterSeconds ?? RETRY_AFTER_SECONDS) };
}

/** A parameter of the query by its name in any case. */
export function findParameter(c: Request, name: string): string | undefined {
  for (const [key, value] of new URL(c.req.url).searchParams) {
    if (key.toLowerCase() === name && value !== "") return value;
  }
  return undefined;
}
