import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./modules/*/*/src/schema.ts",
  out: "./apps/server/migrations",
});
