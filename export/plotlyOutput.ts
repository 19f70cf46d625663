/**
 * A plotly figure in a report: its JSON for the script, and a static picture that is seen before the
 * script has run, without scripts, and on paper.
 */
import type { PlotlyJson } from "../src/figures/plotlyJson.js";
import { staticSvg } from "../src/figures/staticSvg.js";
import { element, escape, jsonScript } from "./markup.js";
import type { MimeData } from "./notebook.js";
import { joined } from "./notebook.js";

export const plotlyType = "application/vnd.plotly.v1+json";

export function plotlyOutput(data: MimeData): string {
  const picture = staticPicture(data);
  const text = joined(data["text/plain"]) || "A figure that needs JavaScript.";
  const still = picture ?? element("p", { class: "no-picture" }, escape(text));
  return element(
    "div",
    { class: picture ? "figure" : "figure no-static" },
    element("div", { class: "static" }, still),
    element("div", { class: "plot", hidden: true }),
    jsonScript(data[plotlyType]),
  );
}

/**
 * The notebook's own SVG, else one drawn here of a figure of ours. The text/html that others store
 * is a script with a copy of plotly, or one that would load it from the web.
 */
export function staticPicture(data: MimeData): string | undefined {
  for (const type of ["text/html", "image/svg+xml"]) {
    const markup = joined(data[type]).trim();
    if (markup.startsWith("<svg")) return markup;
  }
  const png = joined(data["image/png"]).trim();
  if (png !== "") return element("img", { src: `data:image/png;base64,${png}`, alt: "figure" });
  const figure = data[plotlyType] as Partial<PlotlyJson> | undefined;
  const ours = figure?.layout?.meta?.eigenscape !== undefined;
  return ours ? staticSvg(figure as PlotlyJson) : undefined;
}
