/** One figure of each kind, from made-up results, for whoever draws or validates them all. */
import type { Theme } from "../../src/figures/palette.js";
import { attributionFigure } from "../../src/figures/attribution.js";
import { blockDensityFigure } from "../../src/figures/blockDensity.js";
import { comparisonFigure } from "../../src/figures/comparison.js";
import { cumulativeFigure } from "../../src/figures/cumulative.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import type { Figure } from "../../src/figures/figure.js";
import { gameSpectrumFigure } from "../../src/figures/gameSpectrum.js";
import { lossLineFigure } from "../../src/figures/lossLine.js";
import { lossPathFigure } from "../../src/figures/lossPath.js";
import type { AnyTrace } from "../../src/figures/plotlyJson.js";
import { searchCellFigure } from "../../src/figures/searchCell.js";
import { sparsityHeatmapFigure } from "../../src/figures/sparsityHeatmap.js";
import { spectrumMovieFigure } from "../../src/figures/spectrumMovie.js";
import { trainingCurveFigure } from "../../src/figures/trainingCurve.js";
import { trainingFilmFigure } from "../../src/figures/trainingFilm.js";
import { trainingMonitorFigure } from "../../src/figures/trainingMonitor.js";
import { trainingSpectrumFigure } from "../../src/figures/trainingSpectrum.js";
import { trajectoryPlaneFigure } from "../../src/figures/trajectoryPlane.js";
import { cumulative } from "../../src/spectrum/cumulative.js";
import {
  sampleCell,
  sampleFilm,
  sampleGame,
  sampleLayers,
  sampleLossPath,
  sampleMoment,
  sampleMonitor,
  samplePlane,
} from "./sampleMotions.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

export function sampleCumulative(options: { probes?: number; steps?: number } = {}) {
  const spectrum = sampleSpectrum(options);
  const { probes, size } = spectrum;
  return { ...spectrum, cumulative: (grid: Float64Array) => cumulative({ probes, size }, grid) };
}

/** Rises to the limit of stability and stays there, as full-batch training does. */
export const sampleSharpness = {
  limits: { gradientDescent: 40, momentum: 76 },
  records: Array.from({ length: 40 }, (_, i) => ({
    step: 10 * (i + 1),
    loss: 2 / (1 + i),
    values: Float64Array.of(76 - 60 * 0.9 ** i + (i % 2), 30 - 20 * 0.95 ** i),
    residuals: Float64Array.of(1e-3, 2e-2),
  })),
};

const layers = ["dense1/kernel", "dense1/bias", "dense2/kernel", "dense2/bias"];

export const sampleAttribution = Array.from({ length: 3 }, (_, i) => ({
  layers: layers.map((name, j) => ({ name, mass: [0.62, 0.03, 0.3, 0.05][(i + j) % 4] })),
  logits: { cosines: Float64Array.of(0.8, -0.5, 0.1 * i, 0.001), explained: 0.97 - 0.2 * i },
  classes: { cosines: Float64Array.of(-0.3, 0.6, 0, 0.2), explained: 0.5 },
}));

export const sampleBlocks = {
  "dense1/kernel": sampleMoment(1),
  "dense1/bias": sampleMoment(0.1),
  "dense2/kernel": sampleMoment(0.5),
};

/** @returns Figures by their names. */
export function sampleFigures(theme: Theme): Readonly<Record<string, Figure<AnyTrace>>> {
  const s = sampleSpectrum();
  const records = Array.from({ length: 300 }, (_, i) => ({ step: i, loss: 2 / (1 + i) }));
  const other = sampleSpectrum({ probes: 2, steps: 12 }).density({ width: 0.2 });
  const exact = Array.from(s.probes[0].nodes);
  return {
    density: eigenvalueDensityFigure(s, { theme }),
    "linear density": eigenvalueDensityFigure(s, { scale: "linear", theme }),
    "density on a logarithmic axis": eigenvalueDensityFigure(s, { axis: "log", theme }),
    cumulative: cumulativeFigure(sampleCumulative(), { exact, theme }),
    comparison: comparisonFigure({ many: s.density(), few: other }, { size: s.size, theme }),
    "logarithmic comparison": comparisonFigure(
      { before: sampleMoment(0.4).density({ axis: "log" }), after: s.density({ axis: "log" }) },
      { size: s.size, axis: "log", theme },
    ),
    "densities of blocks": blockDensityFigure(sampleBlocks, { theme }),
    "logarithmic densities of blocks": blockDensityFigure(sampleBlocks, { axis: "log", theme }),
    "line of losses": lossLineFigure(
      {
        alpha: sampleLossPath().t,
        loss: sampleLossPath().loss,
        measures: { accuracy: sampleLossPath().accuracy },
        direction: "eigenvector 1",
        remarks: ["curvature α 9.1 ± 0.2 (vᵀHv 9.07)"],
      },
      { theme },
    ),
    "training curve": trainingCurveFigure(records, { theme }),
    "log training curve": trainingCurveFigure(records, { scale: "log", theme }),
    "training spectrum": trainingSpectrumFigure(sampleSharpness, { theme }),
    attribution: attributionFigure(sampleAttribution, { values: [9, 5.5, 2], theme }),
    ...motionFigures(theme),
  };
}

function motionFigures(theme: Theme): Readonly<Record<string, Figure<AnyTrace>>> {
  const movie = [0.2, 0.5, 0.8, 1].map((factor, i) => ({
    step: 100 * i,
    spectrum: sampleMoment(factor),
  }));
  return {
    "plane with a path": trajectoryPlaneFigure(samplePlane(), { theme }),
    "plane as a surface": trajectoryPlaneFigure(samplePlane(), { kind: "surface", theme }),
    "path of losses": lossPathFigure(sampleLossPath(), { theme }),
    "sparsity of layers": sparsityHeatmapFigure({ layers: sampleLayers() }, { theme }),
    "sparsity over time": sparsityHeatmapFigure({ layers: sampleLayers(6) }, { theme }),
    "spectrum movie": spectrumMovieFigure({ frames: movie }, { theme }),
    "logarithmic spectrum movie": spectrumMovieFigure({ frames: movie }, { axis: "log", theme }),
    "training film": trainingFilmFigure({ ...sampleFilm(), sharpness: sampleSharpness }, { theme }),
    "film of spectra": trainingFilmFigure({ spectra: movie }, { axis: "log", theme }),
    "film of a path": trainingFilmFigure({ ...sampleFilm(), spectra: [] }, { theme }),
    "training monitor": trainingMonitorFigure(sampleMonitor, { theme }),
    "game spectrum": gameSpectrumFigure({ frames: sampleGame(), stableStep: 0.15 }, { theme }),
    "game spectrum over time": gameSpectrumFigure({ frames: sampleGame(5) }, { theme }),
    "cell of a search": searchCellFigure(sampleCell(), { theme }),
    "cell over time": searchCellFigure(sampleCell(8), { theme }),
  };
}
