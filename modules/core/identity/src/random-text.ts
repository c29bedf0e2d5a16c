import type { Context } from "@minato/kit";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Bytes from here on would make the first letters likelier than the others. */
const UNBIASED = 256 - (256 % ALPHABET.length);

/** Letters and digits nobody can guess: 5.95 bits each. */
export function randomText(ctx: Pick<Context, "random">, length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of ctx.random(length - text.length)) {
      if (byte < UNBIASED) text += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return text;
}
