import { networkInterfaces } from "node:os";
import path from "node:path";

import type { NextConfig } from "next";

// Read by Next before it would report anything.
process.env["NEXT_TELEMETRY_DISABLED"] = "1";
// The place of the code that reads it is lost in the bundle, and a built app may be moved.
process.env["GUIDE_DIRECTORY"] = path.join(import.meta.dirname, "../docs");

const basePath = process.env["MINATO_BASE_PATH"] ?? "";

export default {
  ...(basePath === "" ? {} : { basePath }),
  env: { NEXT_PUBLIC_BASE_PATH: basePath },
  // A second build beside the one that is served, for tests.
  distDir: process.env["MINATO_WEB_BUILD"] ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // The first page has no slash behind the base path, so it lies beside the worker's own folder.
  headers: async () => [
    {
      source: "/sw.js",
      headers: [{ key: "Service-Worker-Allowed", value: basePath === "" ? "/" : basePath }],
    },
  ],
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
