/** Figures at 400 pixels: the line under the title stands clear of what is below it. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { EigenvalueDensity, TrainingMonitor } from "../../widgets/index.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { sampleWidgets } from "./sampleWidgets.js";
import { WidgetPage } from "./widgetPage.js";

let both: WidgetPage;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());
beforeEach(() => both.reset());

function filledMonitor(): TrainingMonitor {
  const monitor = new TrainingMonitor({ limits: { gradientDescent: 2, momentum: 3.8 } });
  for (let step = 0; step < 9; step++) {
    monitor.append({ step, loss: 1 / (1 + step), sharpness: { value: step, residual: 0.2 } });
  }
  return monitor;
}

const widgets = Object.entries({
  ...sampleWidgets,
  "eigenvalue-density": () => new EigenvalueDensity(sampleSpectrum()),
  "training-monitor": filledMonitor,
});

/** Bottom of the line under the title, and top of the highest thing below it. */
function edges(): { subtitle: number; below: number } {
  const boxes = (selector: string): DOMRect[] =>
    [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
  const tops = boxes(".draglayer .nsewdrag, .infolayer [class^='x'][class$='title']");
  return {
    subtitle: Math.max(...boxes(".gtitle-subtitle").map(({ bottom }) => bottom)),
    below: Math.min(...tops.map(({ top }) => top)),
  };
}

test.each(widgets)(
  "%s: at least 8 pixels under the subtitle, light and dark",
  async (name, make) => {
    await both.page.setViewportSize({ width: 400, height: 640 });
    await both.show(make());
    for (const theme of ["light", "dark"] as const) {
      await both.theme(theme);
      await both.page.waitForSelector(
        `.eigenscape-figure[data-status="ready"][data-theme="${theme}"]`,
      );
      const { subtitle, below } = await both.page.evaluate(edges);
      expect(below - subtitle).toBeGreaterThanOrEqual(8);
      expect(below - subtitle).toBeLessThan(60);
      await both.screenshot(`${name}-400-${theme}`);
    }
  },
);
