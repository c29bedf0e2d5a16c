import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { connect, createTemplateDatabase, migrate, startPostgres } from "@minato/database";
import { parseEnvironment } from "@minato/kit";
import { startDatabase } from "@minato/server/start-database";
import pino from "pino";
import type { TestProject } from "vitest/node";

import { PREPARED_DATA } from "./support/data-directory.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A superuser's address on the PostgreSQL of this test run. */
    adminUrl: string;
    /** Name of the migrated database that tests copy. */
    templateDatabase: string;
  }
}

const TEMPLATE = "minato_template";
const MIGRATIONS = path.join(import.meta.dirname, "../apps/server/migrations");

/**
 * Gives the run one PostgreSQL with a migrated template, and a data directory to copy for programs
 * that need no first start; deletes all of it at the end.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), "minato-"));
  const prepared = path.join(directory, "data");
  const [server] = await Promise.all([
    startPostgres({ directory: path.join(directory, "postgres"), durable: false }),
    prepareData(prepared),
  ]);
  process.env[PREPARED_DATA] = prepared;
  const end = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await createTemplateDatabase(server.url, TEMPLATE, migrateTemplate);
  } catch (error) {
    await end();
    throw error;
  }
  project.provide("adminUrl", server.url);
  project.provide("templateDatabase", TEMPLATE);
  return end;
}

async function migrateTemplate(url: string): Promise<void> {
  if (!existsSync(MIGRATIONS) || readdirSync(MIGRATIONS).length === 0) return;
  const db = await connect(url, { max: 1 });
  try {
    await migrate(db, MIGRATIONS);
  } finally {
    await db.$client.end();
  }
}

async function prepareData(directory: string): Promise<void> {
  const env = parseEnvironment({ DATA_DIR: directory });
  const { close } = await startDatabase(env, pino({ level: "silent" }));
  await close();
}
