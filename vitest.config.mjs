import { defineConfig } from "vitest/config";

// One project per kind of check; `npm test` runs them in this order, `npm run unit` the first alone.
/**
 * @param {string} name
 * @param {readonly string[]} include
 * @param {number} testTimeout
 * @param {object} [more]
 */
const project = (name, include, testTimeout, more = {}) => ({
  test: {
    name,
    include,
    testTimeout,
    hookTimeout: testTimeout,
    expect: { poll: { timeout: 10_000 } }, // a second, the default, is short on a busy machine
    ...more,
  },
});

export default defineConfig({
  test: {
    env: { TZ: "UTC" },
    projects: [
      project("unit", ["test/**/*.test.ts"], 20_000, {
        exclude: ["kernel", "widgets", "lab", "notebooks", "tensorflow"].map(
          (folder) => `test/${folder}/**`,
        ),
      }),
      // EIGENSCAPE_TENSORFLOW: where scripts/setup/tensorflow.mjs puts the real library.
      project("tensorflow", ["test/tensorflow/**/*.test.ts"], 60_000, {
        env: { EIGENSCAPE_TENSORFLOW: ".cache/tensorflow" },
      }),
      project("kernel", ["test/kernel/**/*.test.ts"], 60_000),
      project("widgets", ["test/widgets/**/*.test.ts"], 60_000),
      project("lab", ["test/lab/**/*.test.ts"], 300_000, { fileParallelism: false }),
      project("notebooks", ["test/notebooks/**/*.test.ts"], 600_000, { fileParallelism: false }),
    ],
  },
});
