/** An answer that refuses a request. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.name = type;
    this.status = status;
  }
}

/** Refuses a request that is wrong in itself. */
export function refuse(message: string): never {
  throw new RequestError(400, "parsing_exception", message);
}
