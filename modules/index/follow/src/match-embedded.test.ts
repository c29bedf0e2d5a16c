import { waitFor } from "@minato/tests/support/wait-for";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createFollowScene, type FollowScene } from "../test/follow-scene.ts";

const LIMIT_MS = 60_000;

let scene: FollowScene;

beforeAll(async () => {
  scene = await createFollowScene({ SEARCH_URL: "embedded:" });
}, LIMIT_MS);

afterAll(() => scene.close());

test(
  "the index of the process finds what arrives once it knows it, phrases and keys included",
  async () => {
    const { ctx } = scene.context;
    const isReady = async () => (await ctx.search.health()).status === "ready";
    await waitFor("the index", isReady, LIMIT_MS);
    const ada = await scene.addPerson("Ada");
    await scene.follow(ada, 'q="tidal+atlas"+size:>1GB', "Atlases");
    await scene.match();
    await scene.ingest(
      { title: "Atlas of Tidal Charts", size: 2 ** 31 },
      { title: "The Tidal Atlas", size: 2 ** 31 },
      { title: "Tidal Atlas small", size: 10 },
    );
    await waitFor(
      "the notification",
      async () => {
        await scene.match();
        return (await scene.inbox(ada)).length > 0;
      },
      LIMIT_MS,
    );
    await scene.match();
    expect(await scene.inbox(ada)).toMatchObject([{ text: "The Tidal Atlas", count: 1 }]);
  },
  2 * LIMIT_MS,
);
