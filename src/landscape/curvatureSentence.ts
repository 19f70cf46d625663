/** The curvature check in words, as it stands with every figure of a surface. */
import type { CurvatureCheck } from "./curvatureCheck.js";

export function curvatureSentence(checks: readonly CurvatureCheck[]): string {
  if (checks.length === 0) return "";
  const four = (x: number): string => String(Number(x.toPrecision(4)));
  const parts = checks.map((check, i) => {
    const { secondDifference, curvature, agrees } = check;
    const bound = check.rounding + check.truncation + check.productError;
    const verdict = agrees ? "" : ": DISAGREES";
    return `${"αβ".charAt(i)} ${four(secondDifference)} ± ${bound.toPrecision(1)}, vᵀHv ${four(curvature)}${verdict}`;
  });
  return `curvature check ${parts.join("; ")}`;
}
