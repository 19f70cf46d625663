/** A film as a cell's value: the kernel sends it as an image that plays. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { data } from "./shownOutputs.js";
import { scratchFolder, TestKernel } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await TestKernel.start(folder);
});
afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a film shows itself as WebP with its finding as text", async () => {
  const run = await kernel.run(
    `import { film } from "eigenscape";
     const records = [1, 2, 3].map((step) => ({ step, loss: 1 / step, values: Float64Array.of(step), residuals: Float64Array.of(0) }));
     await film({ sharpness: { records } }, { width: 320, height: 180, interpolate: 2, path: "run.webp" })`,
  );
  const [shown] = data(run) as Record<string, string>[];
  expect(Object.keys(shown).sort()).toEqual(["image/webp", "text/plain"]);
  const bytes = Buffer.from(shown["image/webp"], "base64");
  expect(bytes.toString("latin1", 0, 4) + bytes.toString("latin1", 8, 12)).toBe("RIFFWEBP");
  expect(bytes.includes("ANIM")).toBe(true);
  expect(shown["text/plain"]).toMatch(
    /^Training: 3 moments; .*film of 5 pictures, .* run\.webp\)$/,
  );
});
