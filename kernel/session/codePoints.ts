/** Cursor positions: the protocol counts code points, JavaScript counts UTF-16 units. */

/** Offset in UTF-16 units of the code point number `position`. */
export function toUnits(text: string, position: number): number {
  let units = 0;
  for (let points = 0; points < position && units < text.length; points++)
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}

/** Number of code points before the offset `units`. */
export function toCodePoints(text: string, units: number): number {
  let points = 0;
  for (let at = 0; at < units && at < text.length; points++)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return points;
}
