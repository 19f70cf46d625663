/** 10⁻³ as plain characters: they need no markup and no font metrics. */
export function powerOfTen(exponent: number): string {
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const raised = (c: string): string => (c === "-" ? "⁻" : digits.charAt(Number(c)));
  return `10${String(exponent).replace(/[-\d]/g, raised)}`;
}
