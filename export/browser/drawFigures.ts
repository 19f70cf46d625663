/**
 * Draws the plotly figures of a report when they come near the window, with what readers need for notes. The
 * static picture stays until its figure is drawn, and is what is printed.
 */
import { forPage } from "../../widgets/browser/forPage.js";
import { pageTheme, watchPageTheme } from "../../widgets/browser/pageTheme.js";
import { notedPanel } from "../../widgets/browser/annotations/notedPanel.js";
import type { FigureJson } from "../../widgets/browser/plotPanel.js";
import { figureNotes } from "./figureNotes.js";

const never = new AbortController().signal;

export function drawFigures(): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void drawFigure(target as HTMLElement);
      }
    },
    { rootMargin: "600px" },
  );
  for (const figure of document.querySelectorAll(".figure")) observer.observe(figure);
}

async function drawFigure(figure: HTMLElement): Promise<void> {
  const plot = figure.querySelector<HTMLElement>(".plot");
  const holder = figure.querySelector<HTMLScriptElement>(":scope > script");
  if (plot === null || holder === null) return;
  const notes = figureNotes(holder, figure.querySelector(".static"), () => void show());
  const { height = 450 } = (notes.figure.layout ?? {}) as { height?: number }; // plotly's default
  plot.style.minHeight = `${height}px`;
  const draw = notedPanel(plot, never, notes);
  const show = async (): Promise<void> => {
    plot.hidden = false; // plotly measures it
    try {
      await draw(forPage(zoomed(notes.figure)));
      figure.classList.add("drawn");
      figure.dataset["theme"] = pageTheme();
    } catch (error) {
      plot.hidden = true;
      console.error("report: a figure could not be drawn:", error);
    }
  };
  watchPageTheme(() => void show(), never);
  await show();
}

/** A zoom by hand outlives new notes and another theme. */
function zoomed(figure: FigureJson): FigureJson {
  return { ...figure, layout: { uirevision: 1, ...(figure.layout as object) } };
}
