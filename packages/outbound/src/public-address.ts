/** Special-purpose addresses: RFC 6890 and IANA's registries that followed it. */
import { BlockList, isIP } from "node:net";

const SPECIAL_V4 = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  // Between a carrier and its customers (RFC 6598).
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  // Multicast, reserved and broadcast.
  ["224.0.0.0", 3],
] as const) {
  SPECIAL_V4.addSubnet(network, prefix, "ipv4");
}

/** Apart, as an IPv4 address also matches subnets of its IPv6 form. */
const SPECIAL_V6 = new BlockList();
for (const [network, prefix] of [
  // Unspecified, loopback, and IPv4 in its mapped, compatible and translated forms.
  ["::", 8],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  // Teredo and other protocol assignments; documentation; 6to4.
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  // Unique local, link-local and former site-local, multicast.
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const) {
  SPECIAL_V6.addSubnet(network, prefix, "ipv6");
}

/** An IPv6-only network reaches IPv4 through these (RFC 6052); what counts is the address inside. */
const TRANSLATED = new BlockList();
TRANSLATED.addSubnet("64:ff9b::", 96, "ipv6");

/** True for an IPv4 or IPv6 address that anyone on the internet could mean; false for other texts. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !SPECIAL_V4.check(address, "ipv4");
    case 6:
      if (TRANSLATED.check(address, "ipv6")) return isPublicAddress(readLast32Bits(address));
      return !SPECIAL_V6.check(address, "ipv6");
    default:
      return false;
  }
}

/** The end of an IPv6 address as an IPv4 one; a zone such as `%eth0` is no part of it. */
function readLast32Bits(address: string): string {
  // A URL writes every IPv6 address as groups of hexadecimal digits.
  const host = new URL(`http://[${address.replace(/%.*$/, "")}]/`).hostname.slice(1, -1);
  const [left = "", right = ""] = host.split("::");
  const groups = (host.includes("::") ? right : left).split(":").slice(-2);
  const [high = 0, low = 0] = ["0", "0", ...groups]
    .slice(-2)
    .map((group) => parseInt(group || "0", 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
