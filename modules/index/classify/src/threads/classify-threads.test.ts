import { expect, onTestFinished, test } from "vitest";

import { ClassifyThreads, type ClassifyThreadsOptions } from "./classify-threads.ts";

const FIXTURE = new URL("./thread-fixture.ts", import.meta.url);

test("batches at the same time are each answered", async () => {
  const { threads } = create({ maxThreads: 2 });
  const batches = Array.from({ length: 12 }, (_, index) => [index * 20 + 100, index * 20 + 101]);
  const ends = batches.map((ids) => threads.classify(ids));
  await expect(Promise.all(ends)).resolves.toHaveLength(12);
});

test.each([
  [13, "took longer"],
  [15, "exited"],
])("torrent %i, which ended its thread, is tried again with its bare title", async (id, cause) => {
  const { threads, failures } = create({ limitMs: id === 13 ? 100 : 20_000 });
  await Promise.all([threads.classify([1, id, 2]), threads.classify([3, 4])]);
  expect(failures).toEqual([{ torrentId: id, cause: expect.stringContaining(cause) }]);
});

test("a torrent that hangs by its bare title, too, fails its batch and no other", async () => {
  const { threads, failures } = create({ limitMs: 100 });
  const batches = [[1, 14], [2], [3]].map((ids) => threads.classify(ids));
  const ends = await Promise.allSettled(batches);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(failures.map(({ torrentId }) => torrentId)).toEqual([14, 14]);
});

test("what a batch throws is what its caller gets, and the thread goes on", async () => {
  const { threads, failures } = create({});
  await expect(threads.classify([16])).rejects.toThrow("torrent 16 is wrong");
  await threads.classify([1]);
  expect(failures).toEqual([]);
});

test("a thread that ends between torrents fails its batch, and the next one gets a new thread", async () => {
  const { threads } = create({});
  await expect(threads.classify([17])).rejects.toThrow("ended");
  await threads.classify([1]);
});

test("closing rejects what is pending and what comes later", async () => {
  const { threads } = create({});
  const pending = Promise.allSettled([threads.classify([18])]);
  await threads.close();
  expect(await pending).toMatchObject([{ reason: { message: "classification has ended" } }]);
  await expect(threads.classify([1])).rejects.toThrow("has ended");
});

function create(options: Partial<ClassifyThreadsOptions>) {
  const failures: { torrentId: number; cause: string }[] = [];
  const threads = new ClassifyThreads({
    connectionString: "",
    maxThreads: 1,
    limitMs: 20_000,
    threadUrl: FIXTURE,
    onFailure: (torrentId, { message }) => failures.push({ torrentId, cause: message }),
    ...options,
  });
  onTestFinished(() => threads.close());
  return { threads, failures };
}
