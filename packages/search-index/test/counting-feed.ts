import type { Feed, FeedTarget } from "../src/feed.ts";

/** Puts a document for each message it receives, and posts how many it has put. */
export function startFeed(index: FeedTarget, data: unknown): Feed {
  // The tests hand over a title.
  const title = data as string;
  let count = 0;
  index.post({ meta: index.meta });
  return {
    receive(message) {
      if (message === "fail") throw new Error("the feed broke");
      if (message === "rebuild") {
        const rebuild = index.beginRebuild();
        rebuild.apply([{ kind: "put", document: { id: 500, title: "wholly new" } }]);
        void rebuild.finish("rebuilt").then(() => index.post({ count: 500 }));
        return;
      }
      count += 1;
      index.apply([{ kind: "put", document: { id: count, title: `${title} ${String(message)}` } }]);
      index.commit(`${count} put`);
      index.post({ count });
    },
    async close() {
      index.commit("closed");
    },
  };
}
