import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

import { OutboundError } from "./outbound-error.ts";
import { isPublicAddress } from "./public-address.ts";

/** An address of a host. */
export interface HostAddress {
  address: string;
  family: number;
}

/** Finds every address of a name, as `dns.lookup` with `all` does; rejects when there is none. */
export type ResolveName = (name: string) => Promise<readonly HostAddress[]>;

/** Hosts that may be private: as they stand in a URL, without port and brackets; or all. */
export type AllowedHosts = "any" | readonly string[];

const MAX_ADDRESSES = 16;

/** What the system says: its hosts file, then DNS. */
export const resolveBySystem: ResolveName = (name) => lookup(name, { all: true });

/**
 * The addresses to connect to for a host of a URL. Throws `OutboundError`: `UNREACHABLE` for an
 * unknown name, `PRIVATE_ADDRESS` when any address is no public one and the host is not allowed.
 */
export async function resolveHost(
  hostname: string,
  allow: AllowedHosts,
  resolveName: ResolveName = resolveBySystem,
): Promise<readonly HostAddress[]> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  const found = family === 0 ? await find(host, resolveName) : [{ address: host, family }];
  const addresses = found.slice(0, MAX_ADDRESSES);
  const isAllowed = allow === "any" || allow.some((one) => one.toLowerCase() === host);
  if (!isAllowed && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new OutboundError(
      "PRIVATE_ADDRESS",
      `expected a public address, but ${host} is in a private network`,
    );
  }
  return addresses;
}

async function find(host: string, resolveName: ResolveName): Promise<readonly HostAddress[]> {
  let addresses: readonly HostAddress[];
  try {
    addresses = await resolveName(host);
  } catch (cause) {
    throw new OutboundError("UNREACHABLE", `the name ${host} is unknown`, { cause });
  }
  if (addresses.length > 0) return addresses;
  throw new OutboundError("UNREACHABLE", `the name ${host} has no address`);
}
