/**
 * The loss on a plane of parameter space, and the optimizer's path as seen on it. The path lies beside the plane:
 * its markers are the larger the further off, and on hover they tell the loss where the optimizer
 * was and at the foot of the perpendicular, which differ (Li et al. 2018, arXiv:1712.09913, section 7).
 */
import { checkChoice } from "../core/check.js";
import { short } from "./describe.js";
import type { Figure } from "./figure.js";
import type { Theme } from "./palette.js";
import { palettes } from "./palette.js";
import { checkPlane, extent, ownScale, planeField, rangeAround } from "./planeField.js";
import type { PlaneGrid } from "./planeGrid.js";
import type { AnyTrace, Layout, PlotlyJson } from "./plotlyJson.js";
import { baseLayout, baseTitle, fieldAxis, legendBelow } from "./theme.js";
import { remarked } from "./remarks.js";
import { explainedLine, trajectoryTraces, type TrajectoryInput } from "./trajectoryPath.js";

export interface TrajectoryPlaneInput {
  readonly plane: PlaneGrid;
  /** What α and β move along, such as `eigenvector 1`. */
  readonly labels: readonly [string, string];
  readonly path?: TrajectoryInput | undefined;
  /** Eigenvalues of the Hessian along α and β. */
  readonly curvature?: readonly [number, number] | undefined;
  /** Printed below the subtitle, a line each, such as the curvature check of a `LossPlane`. */
  readonly remarks?: readonly string[] | undefined;
}

export interface TrajectoryPlaneOptions {
  readonly title?: string;
  /** "surface" turns in the browser; the static picture is a contour plot either way. */
  readonly kind?: "contour" | "surface";
  /** Of the loss. Default: "log" where all losses are positive and differ by more than a factor of 100. */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

export function trajectoryPlaneFigure(
  { plane, labels, path, curvature, remarks = [] }: TrajectoryPlaneInput,
  {
    title = "Loss on a plane",
    kind = "contour",
    scale = ownScale(plane),
    theme = "light",
  }: TrajectoryPlaneOptions = {},
): Figure<AnyTrace> {
  checkPlane("trajectoryPlaneFigure", plane, scale);
  checkChoice("trajectoryPlaneFigure", "kind", kind, ["contour", "surface"]);
  const palette = palettes[theme];
  const [low, high] = extent(plane.loss);
  const { field, level, bar } = planeField(plane, { kind, scale, palette });
  const space = kind === "surface" ? level : undefined;
  const data = [field, ...(path ? trajectoryTraces(path, palette, space) : [])];
  const names = labels.map((label, i) => axisName("αβ"[i], label, curvature?.[i]));
  const subtitle = `loss from ${short(low)} to ${short(high)} on ${plane.alpha.length} × ${plane.beta.length} points`;
  const below = legendBelow({ height: 560 });
  const layout: Layout = {
    ...baseLayout(palette),
    ...below,
    margin: { ...below.margin, r: 96 },
    title: baseTitle(palette, title, subtitle),
    xaxis: { ...fieldAxis(palette, names[0]), range: rangeAround(plane.alpha, path?.alpha) },
    yaxis: { ...fieldAxis(palette, names[1]), range: rangeAround(plane.beta, path?.beta) },
    ...(kind === "surface" && { scene: sceneOf(labels, palette.grid, bar) }),
    meta: { eigenscape: "trajectoryPlane" },
  };
  return withPath({ data, layout }, `${title}: ${subtitle}`, path, remarks);
}

/** What has to be said of the path, and all else. */
function withPath(
  figure: PlotlyJson,
  text: string,
  path: TrajectoryInput | undefined,
  remarks: readonly string[],
): Figure<AnyTrace> {
  return remarked(figure, `${text}${pathText(path)}`, [...explainedLine(path), ...remarks]);
}

const axisName = (letter: string, label: string, eigenvalue?: number): string =>
  `${letter}: ${label}${eigenvalue === undefined ? "" : `, λ = ${short(eigenvalue)}`}`;

function sceneOf(
  [x, y]: readonly string[],
  gridcolor: string,
  bar: object = {},
): NonNullable<Layout["scene"]> {
  const axis = (text: string) => ({ title: { text, font: { size: 11 } }, gridcolor });
  return {
    xaxis: axis(`α: ${x}`),
    yaxis: axis(`β: ${y}`),
    zaxis: { ...axis("loss"), ...bar },
    aspectmode: "cube",
    camera: { eye: { x: 1.9, y: 1.7, z: 1.2 } }, // axis titles stay inside of a narrow figure
  };
}

function pathText(path: TrajectoryInput | undefined): string {
  if (!path || path.alpha.length === 0) return "";
  const last = path.alpha.length - 1;
  const furthest = extent(path.distance)[1];
  return (
    `; path of ${last + 1} points from loss ${short(path.loss[0])} to ${short(path.loss[last])}` +
    ` (on the plane ${short(path.projectedLoss[last])}), at most ${short(furthest)} off the plane`
  );
}
