/** The curvature check in words, as it stands with every figure of a surface: a line of a narrow screen. */
import type { CurvatureCheck } from "./curvatureCheck.js";

export function curvatureSentence(checks: readonly CurvatureCheck[]): string {
  const three = (x: number): string => String(Number(x.toPrecision(3)));
  const parts = checks.map((check, i) => {
    const bound = Number((check.rounding + check.truncation + check.productError).toPrecision(1));
    const verdict = check.agrees ? "" : " DISAGREES";
    return `${"αβ".charAt(i)} ${three(check.secondDifference)} ± ${bound} (vᵀHv ${three(check.curvature)})${verdict}`;
  });
  return `curvature ${parts.join(", ")}`;
}
