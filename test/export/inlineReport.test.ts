/** A report whose only widgets were written in cells needs their code, and no plotly. */
import { expect, test } from "vitest";
import { report } from "../../export/index.js";
import { inlineWidget } from "../../widgets/index.js";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { code, notebookOf, shown } from "./sampleNotebook.js";
import { savedWidgets, stateData, viewData } from "./savedWidgets.js";

function sizeWith(make: () => { readonly id: string }): number {
  const { made, models } = savedWidgets(make);
  const notebook = notebookOf([code("1", shown(viewData(made)))], stateData(models));
  return report(notebook, { folder: ".", name: "n.ipynb" }).html.length;
}

test("a widget of a cell brings no plotly, one of ours does", () => {
  const esm = "export default { render: ({ el }) => void (el.textContent = 1) };";
  expect(sizeWith(() => inlineWidget({ esm }))).toBeLessThan(2_000_000);
  expect(sizeWith(() => new EigenvalueDensity(sampleSpectrum()))).toBeGreaterThan(4_600_000);
});
