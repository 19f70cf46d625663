/**
 * Results know no figures, so they are introduced to each other here: importing this file is the library's one side
 * effect.
 */
import { jupyterDisplay, setPresenter } from "./core/display.js";
import { eigenvalueDensityFigure } from "./figures/eigenvalueDensity.js";
import { lossLineFigure } from "./figures/lossLine.js";
import { lossPathFigure } from "./figures/lossPath.js";
import { trainingSpectrumFigure } from "./figures/trainingSpectrum.js";
import { trajectoryPlaneFigure } from "./figures/trajectoryPlane.js";
import type { LossLine as LossLineResult } from "./landscape/lossLine.js";
import type { LossPlane as LossPlaneResult } from "./landscape/lossPlane.js";
import type { PathProfile as PathProfileResult } from "./landscape/pathProfileResult.js";
import type { TrainingSpectrum as TrainingSpectrumResult } from "./observe/trainingSpectrum.js";
import type { Spectrum as SpectrumResult } from "./spectrum/spectrum.js";

setPresenter("spectrum", (s: SpectrumResult) => eigenvalueDensityFigure(s)[jupyterDisplay]());
setPresenter("trainingSpectrum", (t: TrainingSpectrumResult) =>
  trainingSpectrumFigure(t)[jupyterDisplay](),
);
setPresenter("lossPlane", (p: LossPlaneResult) =>
  trajectoryPlaneFigure(p.input(), { title: p.label })[jupyterDisplay](),
);
setPresenter("lossLine", (l: LossLineResult) =>
  lossLineFigure(l.input(), { title: l.label })[jupyterDisplay](),
);
setPresenter("pathProfile", (p: PathProfileResult) => lossPathFigure(p)[jupyterDisplay]());
