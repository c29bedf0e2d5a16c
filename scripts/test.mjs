// `npm test`: the checks of `npm run check`, then every test; ends with a line that counts both.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { findChromium } from "./test/find-chromium.mjs";

const root = path.resolve(import.meta.dirname, "..");
const CHECKS = [
  { name: "type check", args: ["tsc"] },
  { name: "type check of the web app", args: ["tsc", "-p", "apps/web"] },
  { name: "lint", args: ["oxlint", "--deny-warnings"] },
  { name: "format", args: ["oxfmt", "--check"] },
];

const chromium = findChromium();
const failedChecks = [];
for (const { name, args } of CHECKS) {
  if ((await run(args)) === 0) console.log(`✓ ${name}`);
  else failedChecks.push(name);
}
const results = await runTests();
for (const name of failedChecks) console.log(`✗ ${name} failed, see above`);
if (chromium === undefined) {
  console.log("Browser tests were left out: no Chromium found (install it or set CHROMIUM_PATH)");
}
const failed = results.failed + failedChecks.length;
const skipped = results.skipped > 0 ? `, ${results.skipped} skipped` : "";
console.log(`${results.passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 ? 0 : 1;

async function runTests() {
  const directory = mkdtempSync(path.join(tmpdir(), "minato-test-"));
  const report = path.join(directory, "vitest.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await run(["vitest", "run", ...reporters, ...process.argv.slice(2)]);
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    return countResults(JSON.parse(readFileSync(report, "utf8")), code);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A file that could not be loaded and an error outside all tests count as one failure each. */
function countResults(report, code) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const failures = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    failed: failures === 0 && code !== 0 ? 1 : failures,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function run([program, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
      env: {
        ...process.env,
        ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
      },
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
