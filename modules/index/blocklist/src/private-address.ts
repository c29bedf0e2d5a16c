import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** Not to be reached on behalf of others: IANA's special-purpose registries (RFC 6890). */
const PRIVATE = new BlockList();
/** Apart, as an IPv4 address also matches subnets of its IPv6 form. */
const PRIVATE_V6 = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  PRIVATE.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  // Holds the unspecified and loopback addresses and IPv4 in every embedded form.
  ["::", 8],
  ["64:ff9b::", 16],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const) {
  PRIVATE_V6.addSubnet(network, prefix, "ipv6");
}

/** True when the address is no public one. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return family === 4 ? PRIVATE.check(address, "ipv4") : PRIVATE_V6.check(address, "ipv6");
}

/** True when a host is or resolves to any address that is no public one. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0) return isPrivateAddress(host);
  const addresses = await lookup(host, { all: true });
  return addresses.some(({ address }) => isPrivateAddress(address));
}
