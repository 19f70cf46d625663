/**
 * The public names of eigenscape. What is not listed here is private.
 */
import "./presenters.js"; // results show themselves as figures

// objective: a scalar function of named parameters over a fixed data set
export { objective } from "./objective/objective.js";
export type {
  AnyObjective,
  CurvatureOption,
  Linearized,
  LinearizeOptions,
  MemoryOption,
  Objective,
  Rows,
} from "./objective/objective.js";
export type {
  Batched,
  BatchObjective,
  ChangedSettings,
  ModelObjective,
  OutputsObjective,
  ParameterTensors,
  ParameterValues,
  PlainObjective,
  Settings,
  Workers,
} from "./objective/options.js";
export type { BatchNorm } from "./objective/batchNorm.js";
export type { BatchOf, DataTree } from "./objective/data.js";
export type { Likelihood } from "./objective/likelihood.js";
export type { LossName } from "./objective/losses.js";
export type { Curvature } from "./objective/scalarProgram.js";
export type { VectorsAtOnce } from "./objective/vectorsAtOnce.js";
export type { ExecutorName } from "./execute/choose.js";
export type { Precision } from "./execute/executor.js";
export { overLanes } from "./objective/overLanes.js";
export type { OverLanesOptions } from "./objective/overLanes.js";
export { accuracyObjective } from "./objective/accuracyObjective.js";
export { sampleGradients } from "./objective/sampleGradients.js";
export type { Jacobian } from "./objective/jacobian.js";
export { predictor } from "./objective/predictor.js";
export type { Predictor, PredictorOptions } from "./objective/predictor.js";
export { inputGradient } from "./record/inputGradient.js";
export { layersModel } from "./record/layersModel.js";
export type { LayersFunction, LayersModelOptions } from "./record/layersModel.js";
export type { ArrayTensor, NumberArray, TensorLike } from "./record/tensorValues.js";

// operators: symmetric matrices known by their products
export type {
  CurvatureOperator,
  OperatorOnThread,
  SymmetricOperator,
} from "./operators/operator.js";
export { dense } from "./operators/dense.js";
export { fisher } from "./operators/fisher.js";
export type { FisherOptions } from "./operators/fisher.js";
export { empiricalFisher, gaussNewton, hessian } from "./operators/hessian.js";
export type { CurvatureOptions, Kept } from "./operators/hessian.js";

// lanczos
export { tridiagonalize } from "./lanczos/tridiagonalize.js";
export type {
  LanczosStart,
  LanczosStep,
  Tridiagonalization,
  TridiagonalizeOptions,
} from "./lanczos/tridiagonalize.js";
export type { BasisOptions, BasisPrecision } from "./lanczos/plannedBasis.js";
export { ritz } from "./lanczos/ritz.js";
export type { RitzValues } from "./lanczos/ritz.js";
export { eigenpairs } from "./lanczos/eigenpairs.js";
export type { Eigenpairs, EigenpairsOptions } from "./lanczos/eigenpairs.js";
export type { End } from "./lanczos/wanted.js";

// spectrum
export { Spectrum, spectrum } from "./spectrum/spectrum.js";
export type { Probe, SpectrumDetails, SpectrumOptions } from "./spectrum/spectrum.js";
export { plan } from "./spectrum/plan.js";
export type { Plan, PlanOptions } from "./spectrum/plan.js";
export type { ProbeQuadrature } from "./spectrum/quadrature.js";
export type { ProbeRecord, SpectrumRecord } from "./spectrum/record.js";
export type { RecordJson, SpectrumJson } from "./spectrum/resultFile.js";
export type { Density, DensityOptions } from "./spectrum/density.js";
export type { SmoothedDensity } from "./spectrum/smooth.js";
export type { Agreed } from "./spectrum/agreement.js";
export type { Atom } from "./spectrum/atoms.js";
export { trace } from "./spectrum/trace.js";
export type { TraceEstimate, TraceMethod, TraceOptions } from "./spectrum/trace.js";
export { diagonal } from "./spectrum/diagonal.js";
export type { DiagonalEstimate } from "./spectrum/diagonal.js";
export type { SampledValue } from "./spectrum/moments.js";
export type { SampledStatus } from "./spectrum/sampleUntil.js";
export type { StoppingOptions } from "./spectrum/stoppingOptions.js";
export type { Cumulative } from "./spectrum/cumulative.js";
export type { Estimate } from "./spectrum/estimate.js";
export type { Bars, Parts } from "./spectrum/bars.js";
export type { EffectiveDimensionOptions } from "./spectrum/functionals.js";
export { spectra } from "./spectrum/spectra.js";
export type { SpectraOptions } from "./spectrum/spectra.js";
export { negativeRatio, type RatioInput } from "./spectrum/negativeRatio.js";
export { distance } from "./spectrum/distance.js";
export type { Distance, DistanceOptions, HasProbes } from "./spectrum/distance.js";
export { kpm } from "./spectrum/kpm.js";
export type { Kpm, KpmOptions } from "./spectrum/kpm.js";
export { disagreement } from "./spectrum/disagreement.js";
export type { KernelDensity, Quadratures } from "./spectrum/disagreement.js";

// models and data
export { cifarNet } from "./models/cifarNet.js";
export type { CifarNetOptions } from "./models/cifarNet.js";
export { lenet } from "./models/lenet.js";
export type { LenetOptions } from "./models/lenet.js";
export { mlp } from "./models/mlp.js";
export type { MlpOptions } from "./models/mlp.js";
export type { Activation, Model } from "./models/model.js";
export { averagePooled } from "./data/averagePooled.js";
export { cifar10 } from "./data/cifar10.js";
export type { Cifar10Options } from "./data/cifar10.js";
export { firstClasses } from "./data/firstClasses.js";
export { mnist } from "./data/mnist.js";
export type { LabelledImages, MnistOptions } from "./data/mnist.js";

// prox: regularisers with their proximal maps, as `prox.l1(mu)`
export * as prox from "./prox/index.js";
export type { Metric, ProximalMap } from "./prox/index.js";

// optimizers and training
export * from "./optimizers/index.js";
export * from "./training/index.js";

// doctor: checks of this machine and of an objective
export { doctor } from "./doctor/doctor.js";
export type { DoctorOptions } from "./doctor/doctor.js";
export type { Diagnosis } from "./doctor/diagnosis.js";
export type { Finding } from "./doctor/finding.js";

// observe: looks at spectra while a network trains, and where outliers come from
export * from "./observe/index.js";

// landscape: directions, planes and lines of losses, trajectories
export * from "./landscape/surfaces.js";

// landscape: between two minima
export * from "./landscape/betweenMinima.js";

// sparsity: how sparse parameters are, and exact zeros with a certificate
export * from "./sparsity/index.js";

// core
export { random } from "./core/random.js";
export type { RandomStream } from "./core/random.js";
export type { Basis } from "./core/basis.js";
export { outcomes } from "./core/outcomes.js";
export type { Environment } from "./core/environment.js";
export type { MimeBundle } from "./core/display.js";
export type { Outcome } from "./core/outcomes.js";
export type { Parameter, Partition, Role } from "./core/partition.js";
export type { Progress, Watch } from "./core/progress.js";

// figures: results as plotly JSON
export { attributionFigure } from "./figures/attribution.js";
export type { AttributionFigureOptions, AttributionInput } from "./figures/attribution.js";
export { blockDensityFigure } from "./figures/blockDensity.js";
export type { BlockDensityOptions } from "./figures/blockDensity.js";
export { comparisonFigure } from "./figures/comparison.js";
export type { ComparedCurve, ComparisonOptions } from "./figures/comparison.js";
export { cumulativeFigure } from "./figures/cumulative.js";
export type { CumulativeOptions } from "./figures/cumulative.js";
export type { CumulativeInput } from "./figures/cumulativeInput.js";
export { eigenvalueDensityFigure } from "./figures/eigenvalueDensity.js";
export type { EigenvalueDensityOptions } from "./figures/eigenvalueDensity.js";
export type { DensityInput } from "./figures/densityInput.js";
export { gameSpectrumFigure } from "./figures/gameSpectrum.js";
export type { GameMoment, GameSpectrumInput, GameSpectrumOptions } from "./figures/gameSpectrum.js";
export { lossLineFigure } from "./figures/lossLine.js";
export type { LossLineFigureOptions, LossLineInput } from "./figures/lossLine.js";
export { lossPathFigure } from "./figures/lossPath.js";
export type { Barred, LossPathInput, LossPathOptions } from "./figures/lossPath.js";
export { searchCellFigure } from "./figures/searchCell.js";
export type { SearchCellEdge, SearchCellInput, SearchCellOptions } from "./figures/searchCell.js";
export { sparsityHeatmapFigure } from "./figures/sparsityHeatmap.js";
export type {
  SparsityHeatmapInput,
  SparsityHeatmapOptions,
  SparsityLayer,
  SparsityMoment,
} from "./figures/sparsityHeatmap.js";
export { spectrumMovieFigure } from "./figures/spectrumMovie.js";
export type {
  MovieMoment,
  SpectrumMovieInput,
  SpectrumMovieOptions,
} from "./figures/spectrumMovie.js";
export { trainingCurveFigure } from "./figures/trainingCurve.js";
export type { TrainingCurveOptions, TrainingPoint } from "./figures/trainingCurve.js";
export { trainingMonitorFigure } from "./figures/trainingMonitor.js";
export type {
  MonitorRecord,
  SharpnessLook,
  TrainingMonitorInput,
  TrainingMonitorOptions,
} from "./figures/trainingMonitor.js";
export { trainingSpectrumFigure } from "./figures/trainingSpectrum.js";
export type {
  TrainingSpectrumFigureOptions,
  TrainingSpectrumInput,
} from "./figures/trainingSpectrum.js";
export { trajectoryPlaneFigure } from "./figures/trajectoryPlane.js";
export type { TrajectoryPlaneInput, TrajectoryPlaneOptions } from "./figures/trajectoryPlane.js";
export type { PlaneGrid } from "./figures/planeGrid.js";
export type { TrajectoryInput } from "./figures/trajectoryPath.js";
export type { DensityLine } from "./figures/densityMap.js";
export type { StabilityLimits } from "./figures/limitLines.js";
export { Figure } from "./figures/figure.js";
export type { Theme } from "./figures/palette.js";
export type { AnyTrace, Layout, PlotlyJson, Trace } from "./figures/plotlyJson.js";
export { annotate, withoutNote } from "./figures/annotate.js";
export { notesOf } from "./figures/notes.js";
export type { Note, NoteArrow, NoteInput } from "./figures/note.js";
export { staticSvg } from "./figures/staticSvg.js";
export type { StaticSvgOptions } from "./figures/staticSvg.js";

// notebooks: files that Jupyter wrote
export { notesInNotebook } from "./notebooks/notesInNotebook.js";
export type { NotebookNote } from "./notebooks/notesInNotebook.js";
export { removeNote } from "./notebooks/removeNote.js";

// images: figures as PNG
export { figurePng } from "./images/figurePng.js";
export type { FigurePngOptions } from "./images/figurePng.js";

// video: results over checkpoints as a film
export * from "./video/films.js";
