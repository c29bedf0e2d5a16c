import { createHash } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";

import { runStep } from "./run-step.mjs";

const APP = "apps/web";
const STAMP = `${APP}/.next/minato-build`;
const CONFIGURATION = ["package-lock.json", "tsconfig.json", "turbo.json"];
const LEFT_OUT = /^(?:node_modules|\.next|\.turbo|next-env\.d\.ts|.*\.tsbuildinfo|.*\.test\.tsx?)$/;

/** What a build would be made from, or `undefined` when this process serves no web app. */
export function planBuild(root) {
  const env = { ...readEnvFile(path.join(root, ".env")), ...process.env };
  const roles = (env.ROLES ?? "").split(",").map((role) => role.trim());
  const servesWeb = roles.every((role) => role === "") || roles.includes("web");
  if (!servesWeb) return undefined;
  const basePath = readBasePath(env.PUBLIC_URL);
  return { basePath, hash: hashSources(root, basePath) };
}

/** Whether the finished build was made from exactly this. */
export function isBuilt(root, { hash }) {
  const stamp = path.join(root, STAMP);
  return (
    existsSync(path.join(root, APP, ".next/BUILD_ID")) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === hash
  );
}

/** Builds the web app; throws with the builder's output when that fails. */
export async function buildWebApp(root, { basePath, hash }, onStart) {
  rmSync(path.join(root, STAMP), { force: true });
  const turbo = path.join(root, "node_modules/turbo/bin/turbo");
  // The app bundles its sources itself, so nothing needs to be built before it. Whether it is stale was
  // decided here: Turborepo's own cache would not see a change in a bundled workspace.
  const scope = ["--filter=@minato/web", "--only", "--force"];
  const args = [turbo, "run", "build", "--output-logs=errors-only", ...scope];
  await runStep("Building the web app", process.execPath, args, {
    cwd: root,
    onStart,
    env: {
      ...process.env,
      MINATO_BASE_PATH: basePath,
      DO_NOT_TRACK: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      TURBO_NO_UPDATE_NOTIFIER: "1",
      TURBO_TELEMETRY_DISABLED: "1",
    },
  });
  writeFileSync(path.join(root, STAMP), hash);
}

/** The path of the public address without a final slash; the server itself complains about a bad address. */
function readBasePath(publicUrl) {
  if (publicUrl === undefined || !URL.canParse(publicUrl)) return "";
  return new URL(publicUrl).pathname.replace(/\/+$/, "");
}

function readEnvFile(file) {
  return existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
}

function hashSources(root, basePath) {
  const hash = createHash("sha256").update(`${basePath}\0`);
  const folders = bundledWorkspaces(root, path.join(root, APP));
  const files = [
    ...CONFIGURATION.map((file) => path.join(root, file)),
    ...[...folders].flatMap((folder) => sourcesOf(folder)),
  ];
  for (const file of files) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/** The app and the workspaces that end up in its bundle; development dependencies give only types. */
function bundledWorkspaces(root, folder, found = new Set()) {
  if (found.has(folder)) return found;
  found.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies).filter((key) => key.startsWith("@minato/"))) {
    bundledWorkspaces(root, realpathSync(path.join(root, "node_modules", name)), found);
  }
  return found;
}

function sourcesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.test(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? sourcesOf(file) : [file];
    });
}
