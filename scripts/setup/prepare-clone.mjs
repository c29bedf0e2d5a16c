import { existsSync } from "node:fs";
import path from "node:path";

import { installPackages, isInstalled } from "./install-packages.mjs";
import { withLock } from "./lock.mjs";
import { SetupError } from "./run-step.mjs";
import { buildWebApp, isBuilt, planBuild } from "./web-app.mjs";

const root = path.resolve(import.meta.dirname, "../..");

/** Installs and builds what is stale; prints nothing when nothing is. Returns the exit code. */
export async function prepareClone({ build }) {
  try {
    await ensureInstalled();
    if (build && existsSync(path.join(root, "apps/web"))) await ensureBuilt();
    return 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function ensureInstalled() {
  if (isInstalled(root)) return;
  await withLock(root, async (onStart) => {
    if (!isInstalled(root)) await installPackages(root, onStart);
  });
}

async function ensureBuilt() {
  const plan = planBuild(root);
  if (plan === undefined || isBuilt(root, plan)) return;
  await withLock(root, async (onStart) => {
    // Another start may have built it while this one waited.
    const current = planBuild(root);
    if (current !== undefined && !isBuilt(root, current)) await buildWebApp(root, current, onStart);
  });
}
