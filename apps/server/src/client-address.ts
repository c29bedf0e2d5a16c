import { BlockList, isIP } from "node:net";

import { EnvironmentError } from "@minato/kit";

/** Tells the address of a caller, seen through the proxies that are trusted. */
export type AddressResolver = (socketAddress: string, forwardedFor: string | undefined) => string;

/**
 * Reads TRUSTED_PROXIES: addresses and CIDR ranges. Only what a trusted proxy says of the one
 * before it is believed; the first address from the right that is not trusted is the caller's.
 * @throws {EnvironmentError} naming the entry that is neither
 */
export function createAddressResolver(trustedProxies: readonly string[]): AddressResolver {
  const trusted = new BlockList();
  for (const entry of trustedProxies) addEntry(trusted, entry);
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return (socketAddress, forwardedFor) => {
    let caller = withoutMapping(socketAddress);
    const chain = (forwardedFor ?? "").split(",").map((part) => withoutMapping(part.trim()));
    for (let next = chain.pop(); next !== undefined && isTrusted(caller); next = chain.pop()) {
      if (isIP(next) === 0) break;
      caller = next;
    }
    return caller;
  };
}

function addEntry(list: BlockList, entry: string): void {
  const [address = "", prefix] = entry.split("/");
  const version = isIP(address);
  const bits = Number(prefix ?? (version === 6 ? 128 : 32));
  if (version === 0 || !Number.isInteger(bits) || bits < 0 || bits > (version === 6 ? 128 : 32)) {
    throw new EnvironmentError([`TRUSTED_PROXIES=${entry} must be an address or a CIDR range`]);
  }
  list.addSubnet(address, bits, version === 6 ? "ipv6" : "ipv4");
}

/** IPv4 callers of a dual-stack socket arrive as `::ffff:192.0.2.1`. */
function withoutMapping(address: string): string {
  return address.startsWith("::ffff:") && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}
