/** One widget of each input that is drawn in a page, from made-up results. */
import {
  GameSpectrum,
  LossPath,
  SearchCell,
  SparsityHeatmap,
  SpectrumMovie,
  TrajectoryPlane,
} from "../../widgets/index.js";
import {
  sampleCell,
  sampleGame,
  sampleLayers,
  sampleLossPath,
  sampleMoment,
  samplePlane,
} from "../figures/sampleMotions.js";

export const sampleMovie = () => ({
  frames: [1, 0.7, 0.5].map((factor, i) => ({ step: 100 * i, spectrum: sampleMoment(factor) })),
});

export const sampleWidgets = {
  "trajectory-plane": () => new TrajectoryPlane(samplePlane()),
  "loss-path": () => new LossPath(sampleLossPath()),
  "sparsity-heatmap": () => new SparsityHeatmap({ layers: sampleLayers(4) }),
  "spectrum-movie": () => new SpectrumMovie(sampleMovie()),
  "game-spectrum": () => new GameSpectrum({ frames: sampleGame(5), stableStep: 0.2 }),
  "search-cell": () => new SearchCell(sampleCell(6)),
};
