/** A worker for tests that cannot start. */
throw new Error("no such module");
