/** A figure for the page that it is on: our own follow a dark page, others are drawn as they are. */
import { isOurs } from "../../src/figures/isOurs.js";
import { recolour } from "../../src/figures/palette.js";
import { pageTheme } from "./pageTheme.js";
import type { FigureJson } from "./plotPanel.js";

export function forPage(figure: FigureJson): FigureJson {
  return isOurs(figure) && pageTheme() === "dark" ? recolour(figure, "light", "dark") : figure;
}
