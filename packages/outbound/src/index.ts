export { OutboundError, type OutboundErrorCode } from "./outbound-error.ts";
export {
  createOutboundFetch,
  type OutboundBounds,
  type OutboundFetch,
  type OutboundInit,
  type OutboundOptions,
} from "./outbound-fetch.ts";
export { isPublicAddress } from "./public-address.ts";
export {
  resolveHost,
  type AllowedHosts,
  type HostAddress,
  type ResolveName,
} from "./resolve-host.ts";
