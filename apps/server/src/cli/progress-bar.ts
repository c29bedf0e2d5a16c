import type { WriteStream } from "node:tty";

/** Tells on stderr how far a long command is. */
export interface ProgressBar {
  /** `done` of `total` in any unit; without a total only the number of records is shown. */
  update(done: number, total: number | undefined, records: number): void;
  finish(records: number): void;
  /** Leaves the line as it is. */
  stop(): void;
}

const WIDTH = 30;
const TERMINAL_INTERVAL_MS = 100;
const LOG_INTERVAL_MS = 5000;

/** A bar that redraws itself on a terminal, and a line every five seconds anywhere else. */
export function createProgressBar(output: NodeJS.WriteStream | WriteStream): ProgressBar {
  const started = performance.now();
  const isTerminal = output.isTTY === true;
  let drawnAt = started;
  const write = (text: string) => output.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  const rate = (records: number) => {
    const seconds = Math.max((performance.now() - started) / 1000, 0.001);
    return `${format(records)} records, ${format(Math.round(records / seconds))}/s`;
  };
  return {
    update(done, total, records) {
      const now = performance.now();
      if (now - drawnAt < (isTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS)) return;
      drawnAt = now;
      const share = total === undefined || total === 0 ? undefined : Math.min(done / total, 1);
      write(share === undefined ? rate(records) : `${drawBar(share)} ${rate(records)}`);
    },
    finish(records) {
      write(`${drawBar(1)} ${rate(records)}`);
      if (isTerminal) output.write("\n");
    },
    stop() {
      if (isTerminal) output.write("\n");
    },
  };
}

function drawBar(share: number): string {
  const filled = Math.round(share * WIDTH);
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  return `[${"=".repeat(filled)}${" ".repeat(WIDTH - filled)}]${percent}`;
}

function format(number: number): string {
  return number.toLocaleString("en");
}
