/** Whether the code in a report can draw a widget that some version of some module has saved. */

/**
 * @param savedVersion Version or range of the module that the state names.
 * @param version Of eigenscape, whose code is in the report.
 * @returns One line that says why not; undefined if it can.
 */
export function whyNotDrawn(
  module: string,
  savedVersion: string | undefined,
  version: string,
): string | undefined {
  if (module.startsWith("@jupyter-widgets/")) return undefined;
  if (module !== "eigenscape") return `it needs ${module}, whose code is not in a report`;
  const saved = savedVersion ?? "an unknown version";
  if (major(saved) === major(version)) return undefined;
  return `it was saved by eigenscape ${saved}; this report has the code of ${version}`;
}

/** The first number, also of a range such as ^1.2.0. */
function major(version: string): string | undefined {
  return /\d+/.exec(version)?.[0];
}
