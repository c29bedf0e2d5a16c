import type { BrowserContext, CDPSession, Page } from "playwright-core";

import { percentile } from "./search-figures.ts";

/** What one frame of a list in motion showed. */
interface Frame {
  /** Milliseconds since the frame before. */
  took: number;
  /** Of the places that were looked at, those without any row. */
  bare: number;
  /** Those with a row whose result was still on its way. */
  waiting: number;
}

/** Pixels per second: reading along, looking for something, and as fast as a wheel spins. */
const SPEEDS = { slowly: 1500, briskly: 6000, "at full speed": 20_000 };
const MOTION_SECONDS = 3;
const SLOWER = 4;
const JUMPS = 12;
const LIMIT_MS = 10_000;
/** A frame that comes later than this was missed at 60 a second. */
const MISSED_MS = 25;

const PROBE = `
  self.frames = [];
  self.follow = () => {
    self.frames = [];
    self.isFollowed = true;
    let last = performance.now();
    const look = (now) => {
      if (!self.isFollowed) return;
      let bare = 0, waiting = 0;
      for (const part of [0.4, 0.6, 0.8]) {
        const row = document.elementFromPoint(innerWidth / 2, innerHeight * part)?.closest("[data-index]");
        if (!row) bare++;
        else if (!row.querySelector("a")) waiting++;
      }
      self.frames.push({ took: now - last, bare, waiting });
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  self.jump = async (part, limit) => {
    const start = performance.now();
    scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * part);
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const rows = [...document.querySelectorAll("[data-index]")].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > innerHeight * 0.3 && top < innerHeight;
      });
      if (rows.length > 0 && rows.every((row) => row.querySelector("a"))) break;
      if (performance.now() - start > limit) throw new Error("the results never came");
    }
    return performance.now() - start;
  };
`;

/** Scrolls through all results and tells how even the frames came and what they showed. */
export async function measureScrolling(
  open: () => Promise<BrowserContext>,
): Promise<Record<string, Record<string, string | number>>> {
  const table: Record<string, Record<string, string | number>> = {};
  for (const [processor, rate] of Object.entries({ "": 1, ", processor 4x slower": SLOWER })) {
    const context = await open();
    const page = await context.newPage();
    await page.addInitScript(PROBE);
    const session = await context.newCDPSession(page);
    await page.goto("/");
    await page.locator("[data-index] a").first().waitFor();
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    for (const [name, speed] of Object.entries(SPEEDS)) {
      table[name + processor] = describe(await scroll(page, session, speed));
    }
    table[`jump${processor}`] = { ...(await jump(page)) };
    await context.close();
  }
  return table;
}

async function scroll(page: Page, session: CDPSession, speed: number): Promise<Frame[]> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await page.evaluate("self.follow()");
  await session.send("Input.synthesizeScrollGesture", {
    x: width / 2,
    y: height / 2,
    yDistance: -speed * MOTION_SECONDS,
    speed,
    gestureSourceType: "mouse",
  });
  return page.evaluate<Frame[]>("(self.isFollowed = false, self.frames)");
}

/** Milliseconds until all rows in sight have their results after the bar was moved there. */
async function jump(page: Page): Promise<Record<string, number>> {
  const times: number[] = [];
  for (let round = 0; round < JUMPS; round++) {
    // There and back, so that no place was seen before.
    const part = ((round * 7) % JUMPS) / JUMPS + 0.5 / JUMPS;
    times.push(await page.evaluate<number>(`self.jump(${part}, ${LIMIT_MS})`));
  }
  return { p50: Math.round(percentile(times, 0.5)), p95: Math.round(percentile(times, 0.95)) };
}

function describe(frames: readonly Frame[]): Record<string, string | number> {
  const took = frames.map((frame) => frame.took);
  const share = (fits: (frame: Frame) => boolean) =>
    `${((100 * frames.filter(fits).length) / frames.length).toFixed(1)} %`;
  return {
    p50: Math.round(percentile(took, 0.5)),
    p95: Math.round(percentile(took, 0.95)),
    longest: Math.round(Math.max(...took)),
    missed: share((frame) => frame.took > MISSED_MS),
    bare: share((frame) => frame.bare > 0),
    waiting: share((frame) => frame.waiting > 0),
    frames: frames.length,
  };
}
