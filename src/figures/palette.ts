/**
 * The colours of every figure, for white and for dark pages. One entry per role, so that a figure
 * made for one page can be recoloured for the other by exchanging colours (`recolour`).
 *
 * Series colours follow Okabe and Ito (2008), which stay apart for colour-blind readers, darkened
 * or lightened until they have contrast ≥ 3:1 against the page and text ≥ 7:1 (WCAG 2.2, 1.4.11
 * and 1.4.6); a test computes both. The sequential scale is cividis (Nuñez, Anderton and Renslow 2018,
 * doi:10.1371/journal.pone.0199239), perceptually uniform and the same for colour-blind readers, without
 * the end that is near the page: small is near the page's colour, large far from it.
 */
export interface Palette {
  readonly paper: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  /** Single measurements behind their mean. */
  readonly faint: string;
  readonly rug: string;
  readonly series: readonly [string, string, string, string];
  /** Fills of error bands: the series, translucent. */
  readonly bands: readonly [string, string, string, string];
  /** What is exactly zero: beside, not on the sequential scale. */
  readonly zero: string;
  /** From small to large, evenly spaced. */
  readonly sequential: readonly string[];
}

export type Theme = "light" | "dark";

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: "#ffffff",
    text: "#24292f",
    muted: "#57606a",
    grid: "#e4e7eb",
    axis: "#8c959f",
    faint: "rgba(0, 103, 165, 0.4)",
    rug: "rgba(36, 41, 47, 0.45)",
    series: ["#0067a5", "#c44e00", "#007a5a", "#a3467f"],
    bands: [
      "rgba(0, 103, 165, 0.2)",
      "rgba(196, 78, 0, 0.2)",
      "rgba(0, 122, 90, 0.2)",
      "rgba(163, 70, 127, 0.2)",
    ],
    zero: "#f1f3f5",
    sequential: [
      "#d1bf66",
      "#b0a572",
      "#928c78",
      "#757575",
      "#5b5f6d",
      "#3c4a6b",
      "#00346e",
      "#00204c",
    ],
  },
  dark: {
    paper: "#111111",
    text: "#e6edf3",
    muted: "#a5afba",
    grid: "#2b3036",
    axis: "#7d8590",
    faint: "rgba(86, 180, 233, 0.4)",
    rug: "rgba(230, 237, 243, 0.5)",
    series: ["#56b4e9", "#f0a132", "#2ec4a0", "#e08fc0"],
    bands: [
      "rgba(86, 180, 233, 0.25)",
      "rgba(240, 161, 50, 0.25)",
      "rgba(46, 196, 160, 0.25)",
      "rgba(224, 143, 192, 0.25)",
    ],
    zero: "#1e2227",
    sequential: [
      "#273f6c",
      "#4c556b",
      "#686a70",
      "#838178",
      "#a19876",
      "#c0b16d",
      "#e1cc5c",
      "#ffe945",
    ],
  },
};

/** The same figure for another page: every string that is a colour of `from` becomes that of `to`. */
export function recolour<T>(figure: T, from: Theme, to: Theme): T {
  const [source, target] = [colours(palettes[from]), colours(palettes[to])];
  const exchange = new Map(source.map((colour, i) => [colour, target[i]]));
  return exchangeStrings(figure, exchange) as T;
}

/** Every colour, role by role. */
export function colours({ series, bands, sequential, ...roles }: Palette): string[] {
  return [...Object.values(roles), ...series, ...bands, ...sequential];
}

function exchangeStrings(value: unknown, exchange: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return exchange.get(value) ?? value;
  if (Array.isArray(value)) return value.map((entry) => exchangeStrings(entry, exchange));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, exchangeStrings(entry, exchange)]),
  );
}
