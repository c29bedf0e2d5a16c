/**
 * `npm run pack-package -- <package> <folder>`: a package that knows nothing of the product, compiled for
 * npm. Node runs our TypeScript as it is, but not below `node_modules`; what is published is
 * JavaScript with declarations. What it depends on in `packages/` is packed with it.
 */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";

const ROOT = path.resolve(import.meta.dirname, "..");
const PACKAGES = path.join(ROOT, "packages");
const SCOPE = "@minato/";
const run = promisify(execFile);

const { positionals } = parseArgs({ allowPositionals: true });
const [name, folder] = positionals;
if (name === undefined || folder === undefined) {
  process.stderr.write("usage: npm run pack-package -- <package> <folder>\n");
  process.exitCode = 1;
} else {
  await mkdir(folder, { recursive: true });
  for (const file of await pack(name, path.resolve(folder))) process.stdout.write(`${file}\n`);
}

/** Packs a package and those of ours it needs; gives the paths of the archives. */
async function pack(root, target) {
  const work = await mkdtemp(path.join(tmpdir(), "minato-pack-"));
  try {
    const packed = [];
    for (const each of await listNeeded(root)) {
      await compile(each, work);
      const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", target], {
        cwd: path.join(work, each),
      });
      packed.push(path.join(target, JSON.parse(stdout)[0].filename));
    }
    return packed;
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The package and what it depends on among ours, what is needed first. */
async function listNeeded(root, known = []) {
  const { dependencies } = await readManifest(root);
  for (const each of ownOf(dependencies)) {
    if (!known.includes(each)) await listNeeded(each, known);
  }
  known.push(root);
  return known;
}

async function compile(each, work) {
  const source = path.join(PACKAGES, each);
  const target = path.join(work, each);
  const manifest = await readManifest(each);
  const entries = Object.entries(manifest.exports).filter(([, file]) => file.startsWith("./src/"));
  const threads = (await readdir(path.join(source, "src"), { recursive: true })).filter((file) =>
    /(^|[/-])(thread|worker)\.ts$/.test(file),
  );
  await mkdir(target);
  await writeFile(
    path.join(target, "tsconfig.json"),
    JSON.stringify({
      extends: path.join(ROOT, "tsconfig.json"),
      compilerOptions: {
        rootDir: source,
        outDir: target,
        noEmit: false,
        declaration: true,
        rewriteRelativeImportExtensions: true,
        typeRoots: [path.join(ROOT, "node_modules/@types")],
        paths: Object.fromEntries(
          ownOf(manifest.dependencies).map((own) => [
            SCOPE + own,
            [path.join(work, own, "src/index.d.ts")],
          ]),
        ),
      },
      include: [],
      files: [
        ...entries.map(([, file]) => path.join(source, file)),
        ...threads.map((file) => path.join(source, "src", file)),
      ],
    }),
  );
  await run(path.join(ROOT, "node_modules/.bin/tsc"), ["-p", target]);
  await rm(path.join(target, "tsconfig.json"));
  await pointThreadsToScripts(path.join(target, "src"));
  for (const extra of ["README.md", "model"]) await copyIfThere(source, target, extra);
  await cp(path.join(ROOT, "LICENSE"), path.join(target, "LICENSE"));
  await writeManifest(manifest, entries, target);
}

/** The compiler rewrites imports; threads are started by the address of their file. */
async function pointThreadsToScripts(directory) {
  for (const file of await readdir(directory, { recursive: true })) {
    if (!file.endsWith(".js")) continue;
    const address = path.join(directory, file);
    const text = await readFile(address, "utf8");
    const pattern = /new URL\("(\.[^"]+)\.ts", import\.meta\.url\)/g;
    await writeFile(address, text.replaceAll(pattern, 'new URL("$1.js", import.meta.url)'));
  }
}

async function writeManifest(manifest, entries, target) {
  const { devDependencies: _, private: __, ...kept } = manifest;
  const exports = Object.fromEntries(
    entries.map(([key, file]) => {
      const base = file.replace(/\.ts$/, "");
      return [key, { types: `${base}.d.ts`, default: `${base}.js` }];
    }),
  );
  const text = JSON.stringify({ ...kept, exports, engines: { node: ">=26" } }, undefined, 2);
  await writeFile(path.join(target, "package.json"), `${text}\n`);
}

async function readManifest(each) {
  return JSON.parse(await readFile(path.join(PACKAGES, each, "package.json"), "utf8"));
}

function ownOf(dependencies = {}) {
  return Object.keys(dependencies)
    .filter((key) => key.startsWith(SCOPE))
    .map((key) => key.slice(SCOPE.length));
}

async function copyIfThere(source, target, extra) {
  const names = await readdir(source);
  if (!names.includes(extra)) return;
  await cp(path.join(source, extra), path.join(target, extra), { recursive: true });
}
