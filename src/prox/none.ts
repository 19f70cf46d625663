/** No regulariser: r = 0, and the proximal map is the identity. */
import type { ProximalMap } from "./proximalMap.js";

export function none(): ProximalMap {
  return {
    name: "none",
    value: () => 0,
    prox: (z) => z.slice(),
    stationarity: (_x, gradient) => gradient.slice(),
  };
}
