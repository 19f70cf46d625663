/** One live density in Chromium, made anew for each test of the file that calls this. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { WidgetPage } from "./widgetPage.js";

export interface LiveDensity {
  readonly both: WidgetPage;
  readonly live: EigenvalueDensity;
  /** Waits until so many views are drawn. */
  ready(views: number): Promise<void>;
}

export function liveDensity(): LiveDensity {
  let both: WidgetPage;
  let live: EigenvalueDensity;
  const ready = (views: number): Promise<void> =>
    expect
      .poll(() => both.page.locator('.eigenscape-density[data-status="ready"]').count())
      .toBe(views);
  beforeAll(async () => {
    both = await WidgetPage.launch();
  });
  afterAll(() => both.close());
  beforeEach(async () => {
    await both.reset();
    live = new EigenvalueDensity(sampleSpectrum());
    await both.show(live);
    await ready(1);
  });
  afterEach(() => expect(both.errors).toEqual([]));
  return {
    ready,
    get both() {
      return both;
    },
    get live() {
      return live;
    },
  };
}
