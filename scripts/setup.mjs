// Makes a bare clone ready: installs packages and, with --build, builds the web app, each only when stale.
// Runs before anything is installed, and on an old Node just far enough to say that it is too old.
const OLDEST_MAJOR = 20;
const OLDEST_MINOR = 19;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR)) {
  console.error(
    `Minato needs Node ${OLDEST_MAJOR}.${OLDEST_MINOR} or newer, this is ${process.version}`,
  );
  process.exit(1);
}

const { prepareClone } = await import("./setup/prepare-clone.mjs");
process.exitCode = await prepareClone({ build: process.argv.includes("--build") });
