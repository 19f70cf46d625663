/** The spectrum in a training film. */
import type { FilmMoment } from "./filmMoments.js";
import { filmAxis } from "./filmPanels.js";
import type { FilmPart, FilmStyle } from "./filmPart.js";
import { movieAxes } from "./movieAxes.js";
import { alignedTraces, momentTraces } from "./movieTraces.js";
import type { Trace } from "./plotlyJson.js";

/** @param moments Those whose spectra the axes have to hold; nothing where they have none. */
export function filmDensity(
  moments: readonly FilmMoment[],
  { palette, axis, scale, limits: { bytes } }: FilmStyle,
): FilmPart[] {
  const curves = moments.flatMap(({ curve }) => curve ?? []);
  if (curves.length === 0) return [];
  const axes = movieAxes(moments, curves, { axis, scale });
  const x = { ...filmAxis(palette, "eigenvalue λ"), ...axes.x };
  const y = {
    ...filmAxis(palette, axis === "log" ? "per ln |λ| · mass" : "density · mass"),
    ...axes.y,
  };
  const part: FilmPart = {
    panels: [{ name: "density", x, y }],
    still: () => [],
    moving(drawn, panels) {
      // Without a limit each moment is a picture of its own, with its band.
      const style = { axes, palette, count: bytes ? drawn.length : 1, ...(bytes && { bytes }) };
      const traces = drawn.map(({ curve, size }) =>
        curve ? momentTraces(curve, size, style) : [],
      );
      const on = panels.on("density");
      // The axis names the curve; a shorter legend stays clear of the slider where it is narrow.
      const own = ({ name }: Trace) => ({
        ...on,
        ...(name === "density" && { showlegend: false }),
      });
      return alignedTraces(traces).map((all) => all.map((t) => ({ ...t, ...own(t) })));
    },
  };
  return [part];
}
