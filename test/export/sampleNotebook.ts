/** A notebook with one output of every kind that a report shows. */
import { jupyterDisplay } from "../../src/core/display.js";
import type { Cell, MimeData, Notebook, Output } from "../../export/notebook.js";
import { Button, HBox, IntSlider, VBox, jslink } from "../../widgets/controls/index.js";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { sampleFigures } from "../figures/sampleFigures.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { savedWidgets, stateData, viewData } from "./savedWidgets.js";

/** One red pixel. */
export const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

export const markdown = (source: string, attachments: Cell["attachments"] = {}): Cell => ({
  cell_type: "markdown",
  source: source.split(/(?<=\n)/),
  attachments,
  metadata: {},
});

let count = 0;
export const code = (source: string, ...outputs: Output[]): Cell => ({
  cell_type: "code",
  source,
  execution_count: ++count,
  outputs: outputs.map((o) =>
    o.output_type === "execute_result" ? { ...o, execution_count: count } : o,
  ),
  metadata: {},
});

export const shown = (data: MimeData): Output =>
  ({ output_type: "display_data", data, metadata: {} }) as Output;
export const printed = (text: string, name = "stdout"): Output => ({
  output_type: "stream",
  name,
  text,
});

export const notebookOf = (cells: readonly Cell[], widgets?: MimeData): Notebook => ({
  nbformat: 4,
  ...{ nbformat_minor: 5 },
  cells: cells.map((cell, i) => ({ id: `cell-${i}`, ...cell })),
  metadata: { language_info: { name: "typescript" }, ...(widgets && { widgets }) },
});

/** Someone else's figure, with the HTML that plotly.py stores: it would load plotly from the web. */
const foreign = {
  "application/vnd.plotly.v1+json": {
    data: [{ type: "bar", x: ["a", "b", "c"], y: [3, 1, 2] }],
    layout: { title: { text: "Three bars" } },
  },
  "text/html": '<div><script src="https://cdn.plot.ly/plotly-3.0.0.min.js"></script></div>',
  "text/plain": "Figure({ 'data': [{ 'type': 'bar' }] })",
};

const tex = String.raw`The spectral density of $H = \nabla^2 f(\theta)$ is

$$\rho(\lambda) = \frac{1}{P} \sum_{i=1}^{P} \delta(\lambda - \lambda_i), \qquad \int \rho = 1 .$$

It costs \$5, and $\mathcal{L}$ is a script letter. A [link inside](#Other-outputs) works.

| layer | parameters | share |
| --- | ---: | ---: |
| conv1 | 156 | 0.3 % |
| dense3 | 850 | 1.4 % |

> Nodes and weights are kept; the smooth curve is drawn from them.

1. first
2. second, with \`code\`

![a red pixel](attachment:pixel.png)`.replaceAll("\\`", "`");

const ansi =
  "\u001b[1m\u001b[31mTypeScriptError\u001b[39m\u001b[22m: not a number\n  \u001b[36mcell 3\u001b[39m:1:7";

const figureCells = (): Cell[] =>
  Object.entries(sampleFigures("light")).map(([name, figure]) =>
    code(`${name}Figure(result)`, shown({ ...figure[jupyterDisplay]() })),
  );

const otherCells = (): Cell[] => [
  code("console.log(progress)", printed("\u001b[32mready\u001b[0m 10 %\r\u001b[32mready\u001b[0m 100 %\n<b>no markup</b>\n")),
  code("console.warn('careful')", printed("careful\n", "stderr")),
  code('const n: number = "one";', { output_type: "error", ename: "TypeScriptError", evalue: "not a number", traceback: [ansi] }),
  code("({ text: 'plain' })", shown({ "text/plain": "{ text: '<plain>' }" })),
  code("html", shown({ "text/html": "<table><thead><tr><th>λ</th><th>residual</th></tr></thead><tbody><tr><td>2.75</td><td>1e-5</td></tr></tbody></table>" })),
  code("svg", shown({ "image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" role="img" aria-label="a disc"><circle cx="15" cy="15" r="12" fill="#0067a5"/></svg>' })),
  code("png", shown({ "image/png": pixel, "text/plain": "a red pixel" })),
  code("json", shown({ "application/json": { loss: 0.5, layers: ["a", "</script>"] } })),
  code("latex", shown({ "text/latex": String.raw`$$\lambda_{\max} \le \frac{2}{\eta}$$` })),
  code("md", shown({ "text/markdown": "**bold** and $x^2$" })),
  code("plotly", shown(foreign)),
  { cell_type: "raw", source: "raw <text>", metadata: {} },
]; // prettier-ignore

/** Our density, and two linked sliders of Jupyter's in boxes. */
function widgetCells(): { cells: Cell[]; state: MimeData } {
  const { made, models } = savedWidgets(() => {
    const density = new EigenvalueDensity(sampleSpectrum());
    const [a, b] = [3, 7].map((value) => new IntSlider({ value, max: 10, description: "steps" }));
    jslink([a, "value"], [b, "value"]);
    const box = new VBox([new HBox([a, b]), new Button({ description: "Train", icon: "play" })]);
    return { density, box };
  });
  return {
    cells: [
      code("spectrum.widget()", shown(viewData(made.density))),
      code("box", shown(viewData(made.box))),
      code("gone", shown(viewData({ id: "0123456789abcdef" }))),
    ],
    state: stateData(models),
  };
}

export function sampleNotebook(): Notebook {
  count = 0;
  const cells = [
    markdown(`# Spectra & \\<figures>\n\n${tex}`, { "pixel.png": { "image/png": pixel } }),
    markdown("## Figures"),
    ...figureCells(),
    markdown("## Other outputs\n\n### Text and pictures"),
    ...otherCells(),
    markdown("## Widgets"),
  ];
  const widgets = widgetCells();
  return notebookOf([...cells, ...widgets.cells], widgets.state);
}
