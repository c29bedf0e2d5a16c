import { BlockList, isIP } from "node:net";

import { z } from "zod";

const MAX_NETWORKS = 50;

/** Where a key is accepted from: addresses and CIDR ranges (RFC 4632), IPv4 and IPv6. */
export const Networks = z
  .array(
    z
      .string()
      .trim()
      .max(60)
      .refine(isNetwork, "must be an address or a range such as 192.168.0.0/16 or fd00::/8"),
  )
  .max(MAX_NETWORKS)
  .transform((networks) => [...new Set(networks)]);

/** Makes a list that tells quickly whether an address is in one of these networks. */
export function readNetworks(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const { address, bits, family } = split(network);
    list.addSubnet(address, bits, family);
  }
  return list;
}

/** True for an address in one of the networks. */
export function isInNetworks(networks: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && networks.check(address, version === 6 ? "ipv6" : "ipv4");
}

function isNetwork(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes("%")) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= widthOf(version));
}

function split(network: string) {
  const [address = "", prefix] = network.split("/");
  const version = isIP(address);
  return {
    address,
    bits: prefix === undefined ? widthOf(version) : Number(prefix),
    family: version === 6 ? ("ipv6" as const) : ("ipv4" as const),
  };
}

function widthOf(version: number): number {
  return version === 6 ? 128 : 32;
}
