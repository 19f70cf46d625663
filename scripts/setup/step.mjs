/**
 * One line per step: what, outcome, seconds. While a step runs, a terminal shows a line that counts the
 * seconds; elsewhere (CI, a pipe) a plain line tells after two seconds what is being waited for and then
 * every half minute that it still runs.
 */
import { clearInterval, setInterval } from "node:timers";

const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const quietSeconds = 2;
const heartbeatSeconds = 30;

/**
 * Seconds for people: one decimal, minutes from 100 s on.
 * @param {number} seconds
 * @returns {string}
 */
export function formatSeconds(seconds) {
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/**
 * Shows that work goes on until the returned function is called.
 * @param {string} title
 * @returns {{ report: (detail: string) => void, stop: () => void }}
 */
function showProgress(title) {
  const started = performance.now();
  const terminal = process.stdout.isTTY;
  let detail = "";
  let ticks = 0;
  let said = 0;
  const draw = () => {
    const seconds = (performance.now() - started) / 1000;
    if (terminal) {
      const text = `${spinner[ticks++ % spinner.length]} ${title}: ${formatSeconds(seconds)}  ${detail}`;
      process.stdout.write(`\r\u001b[2K${text.slice(0, (process.stdout.columns || 80) - 1)}`);
    } else if (seconds > (said === 0 ? quietSeconds : said * heartbeatSeconds)) {
      said += 1;
      console.log(`… ${title}: ${detail || "working"} (${formatSeconds(seconds)})`);
    }
  };
  const timer = setInterval(draw, terminal ? 100 : 500);
  return {
    report: (text) => {
      detail = text;
    },
    stop: () => {
      clearInterval(timer);
      if (terminal) process.stdout.write("\r\u001b[2K");
    },
  };
}

/**
 * Runs one step and prints its line. The work returns its outcome in a few words and may report details.
 * @param {string} title
 * @param {(report: (detail: string) => void) => Promise<string> | string} work
 */
export async function step(title, work) {
  const started = performance.now();
  const progress = showProgress(title);
  const finish = (/** @type {string} */ mark, /** @type {string} */ outcome) => {
    progress.stop();
    const seconds = formatSeconds((performance.now() - started) / 1000);
    console.log(`${mark} ${title}: ${outcome} (${seconds})`);
  };
  try {
    finish("✓", await work(progress.report));
  } catch (error) {
    finish("✗", "failed");
    throw error;
  }
}
