import type { Identity } from "./identity.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly identity: Identity;
  }
}
