import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { runStep, SetupError } from "./run-step.mjs";

const NODE_MAJOR = 26;
const STAMP = "node_modules/.cache/minato/installed";

/** Whether `node_modules` was installed for exactly these manifests and holds the Node we run on. */
export function isInstalled(root) {
  if (!existsSync(path.join(root, "node_modules/.package-lock.json"))) return false;
  const stamp = path.join(root, STAMP);
  return hasNode(root) && existsSync(stamp) && readFileSync(stamp, "utf8") === hashManifests(root);
}

/** Runs `npm install` and remembers what it was run for. */
export async function installPackages(root, onStart) {
  const stamp = path.join(root, STAMP);
  rmSync(stamp, { force: true });
  const args = ["install", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const isNpm = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm);
  // Without npm's own path (started by hand, or by another package manager) it is looked up.
  const command = isNpm ? process.execPath : "npm";
  const shell = !isNpm && process.platform === "win32";
  const options = { cwd: root, shell, onStart };
  await runStep("Installing packages", command, isNpm ? [npm, ...args] : args, options);
  if (!hasNode(root)) {
    throw new SetupError(
      `There is no Node ${NODE_MAJOR} on npm for ${process.platform}-${process.arch}: install Node ${NODE_MAJOR} or newer and start again`,
    );
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  // After the installation, which may have completed the lock file.
  writeFileSync(stamp, hashManifests(root));
}

/** The platform package, or the Node that runs this if it is new enough itself. */
function hasNode(root) {
  const isNewEnough = Number.parseInt(process.versions.node, 10) >= NODE_MAJOR;
  return isNewEnough || existsSync(path.join(root, "node_modules/.bin/node"));
}

function hashManifests(root) {
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", "package.json", ...workspaceManifests(root)]) {
    const manifest = path.join(root, file);
    if (existsSync(manifest)) hash.update(`${file}\0`).update(readFileSync(manifest)).update("\0");
  }
  return hash.digest("hex");
}

/** The manifests that the patterns of `workspaces` name, where a star stands for one folder. */
function workspaceManifests(root) {
  const { workspaces } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return workspaces.flatMap((pattern) => expand(root, pattern.split("/"))).toSorted();
}

function expand(root, [first, ...rest], base = "") {
  if (first === undefined) return [`${base}package.json`];
  if (first !== "*") return expand(root, rest, `${base}${first}/`);
  const directory = path.join(root, base);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .flatMap((entry) => expand(root, rest, `${base}${entry.name}/`));
}
