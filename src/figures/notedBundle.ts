/**
 * What a notebook stores for a figure, with other notes: in plotly's JSON and, for our figures, in
 * the static picture beside it. Whatever else is stored stays.
 */
import type { MimeBundle } from "../core/display.js";
import { isOurs } from "./isOurs.js";
import type { Note } from "./note.js";
import type { FigureWithLayout } from "./notes.js";
import { notesOf, withNotes } from "./notes.js";
import type { PlotlyJson } from "./plotlyJson.js";
import { staticSvg } from "./staticSvg.js";

const plotly = "application/vnd.plotly.v1+json";

/** The notes of a bundle; none if there is no figure in it. */
export function bundleNotes(bundle: MimeBundle): readonly Note[] {
  return notesOf(figureOf(bundle) ?? {});
}

/** @param bundle With a figure in it. */
export function notedBundle(bundle: MimeBundle, notes: readonly Note[]): MimeBundle {
  const figure = figureOf(bundle);
  if (figure === undefined)
    throw new TypeError(`notedBundle: bundle must have ${plotly}, got none`);
  const noted = withNotes(figure, notes);
  if (!isOurs(noted)) return { ...bundle, [plotly]: noted };
  const picture = staticSvg(noted as PlotlyJson);
  // Files of notebooks have texts as lists of lines.
  const html = Array.isArray(bundle["text/html"]) ? [picture] : picture;
  return { ...bundle, [plotly]: noted, "text/html": html };
}

function figureOf(bundle: MimeBundle): FigureWithLayout | undefined {
  const figure = bundle[plotly] as Partial<FigureWithLayout> | undefined;
  return typeof figure?.layout === "object" ? (figure as FigureWithLayout) : undefined;
}
