/**
 * A claim's notebook as it begins: claim and source, what is stored, and the smallest size computed anew. It is
 * written once, with its outputs missing; after that it belongs to whoever edits it.
 */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/paths.mjs";

/** @typedef {import("../../src/thesis/claim.js").Claim} Claim */
/** @typedef {{ tolerance?: number }} WithTolerance */

/**
 * @param {string} id
 * @returns {string | undefined} path of the claim's notebook
 */
export function notebookOf(id) {
  const folder = join(root, "notebooks");
  const name = readdirSync(folder).find((file) => file.startsWith(`${id}-`));
  return name === undefined ? undefined : join(folder, name);
}

/**
 * @param {Claim} claim
 * @param {import("../../src/thesis/claimResult.js").ClaimResult} small
 * @returns {string} path of the new notebook
 */
export function writeClaimNotebook(claim, small) {
  const words = claim.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const path = join(root, "notebooks", `${claim.id}-${words.replaceAll(/^-|-$/g, "")}.ipynb`);
  if (!existsSync(path)) {
    writeFileSync(path, `${JSON.stringify(claimNotebook(claim, small), undefined, 1)}\n`);
  }
  return path;
}

/**
 * @param {Claim} claim
 * @param {import("../../src/thesis/claimResult.js").ClaimResult} small
 */
export function claimNotebook(
  { id, title, statement, source, experiments },
  { figures, measured },
) {
  const tolerance = Math.max(1e-6, ...measured.map((m) => m.tolerance ?? 0));
  const shown = figures.map(({ name }, i) =>
    code(
      `figure-${i + 1}`,
      i === 0 ? `${opening(id)}\nresult.figure()` : `result.figure(${JSON.stringify(name)})`,
    ),
  );
  return {
    cells: [
      markdown(
        "claim",
        `# ${id} · ${title}\n\n**Claim.** ${statement}\n\n**Source.** ${source}\n\n` +
          `**Experiment.** ${experiments.small} What is shown first was stored by \`npm run reproduce -- ${id} --write\`.\n` +
          `The full size: ${lowerFirst(experiments.full)} \`npm run reproduce -- ${id} --size full\`.`,
      ),
      ...(shown.length > 0 ? shown : [code("figure-1", opening(id))]),
      markdown("measured-text", "## Measured against expected"),
      code("measured", "result"),
      markdown(
        "again-text",
        `## The same, computed now\n\nThe smallest size: ${lowerFirst(experiments.slice)} Its numbers must be those that are stored for it.`,
      ),
      code(
        "again",
        `const slice = stored("${id}", "slice").result;\nconst again = (await recompute("${id}")).result;\n` +
          `for (const { name, value, expected, met, timing } of again.measured)\n` +
          `  if (!timing) console.log(\`\${met ? "✓" : "✗"} \${name}: \${value.toPrecision(4)}, expected \${expected}\`);`,
      ),
      markdown("check-text", "## Check"),
      {
        ...code(
          "check",
          `assert.deepEqual(compareFindings(slice, again), []);\n` +
            `Object.fromEntries(again.measured.filter(({ timing }) => !timing).map(({ name, value }) => [name, value]))`,
        ),
        metadata: {
          eigenscape: {
            tolerance,
            ...(tolerance > 1e-6 && {
              why: "float32 sums differ between processors, and training amplifies that",
            }),
          },
        },
      },
    ],
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** @param {string} id */
const opening = (id) =>
  `import assert from "node:assert/strict";\nimport { compareFindings, recompute, stored } from "eigenscape/thesis";\n\nconst result = stored("${id}");`;

/** @param {string} text */
const lowerFirst = (text) =>
  /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;

/**
 * @param {string} id
 * @param {string} source
 */
const markdown = (id, source) => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source: lines(source),
});

/**
 * @param {string} id
 * @param {string} source
 */
const code = (id, source) => ({
  cell_type: "code",
  execution_count: null,
  id,
  metadata: {},
  outputs: [],
  source: lines(source),
});

/**
 * As notebooks keep text: a list of lines with their ends.
 * @param {string} text
 */
const lines = (text) => text.split(/(?<=\n)/);
