import { networkInterfaces } from "node:os";
import path from "node:path";

import type { NextConfig } from "next";

// Read by Next before it would report anything.
process.env["NEXT_TELEMETRY_DISABLED"] = "1";

const basePath = process.env["MINATO_BASE_PATH"] ?? "";

export default {
  ...(basePath === "" ? {} : { basePath }),
  env: {
    NEXT_PUBLIC_BASE_PATH: basePath,
    GUIDE_DIRECTORY: path.join(import.meta.dirname, "../docs/content"),
  },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  transpilePackages: ["@minato/torznab"],
  // `npm run dev` is opened from other machines too; Next would let only "localhost" in.
  allowedDevOrigins: [
    ...Object.values(networkInterfaces()).flatMap((addresses = []) =>
      addresses.map(({ address }) => address),
    ),
    "*.local",
  ],
  // `npm run check` runs the compiler over this app; a build does not repeat it.
  typescript: { ignoreBuildErrors: true },
} satisfies NextConfig;
