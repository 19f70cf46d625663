import { expect, test } from "vitest";
import { spectra } from "../../src/spectrum/spectra.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { known, network } from "../support/spectra.js";

const net = network();

test("spectra of named matrices are those of each alone, and carry the names", async () => {
  const small = known([1, 2, 3, 4]);
  const seen: number[] = [];
  const both = await spectra(
    { whole: net.operator, small: small.operator },
    { steps: 4, probes: 2, seed: 3, onProgress: ({ done, total }) => seen.push(done / total) },
  );
  expect(Object.keys(both)).toEqual(["whole", "small"]);
  expect(both.small.label).toBe("small");
  const alone = await spectrum(small.operator, { steps: 4, probes: 2, seed: 3 });
  expect(both.small.probes).toEqual(alone.probes);
  expect(seen[seen.length - 1]).toBe(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  await expect(spectra({})).resolves.toEqual({});
});
