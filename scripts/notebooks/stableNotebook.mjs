/**
 * Makes the file of an executed notebook depend on its contents only: running it again writes the same bytes
 * as long as it computes the same. Times, random ids and versions of the machine go; keys are sorted
 * as nbformat sorts them, so that a file saved by JupyterLab differs little.
 */
const widgetState = "application/vnd.jupyter.widget-state+json";

/**
 * @param {unknown} value
 * @returns {unknown} the same with sorted keys, all the way down
 */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/**
 * Widget models get random ids; they are numbered in the order in which the notebook made them.
 * @param {string} text
 * @param {import("./notebook.mjs").Notebook} notebook
 * @returns {string}
 */
function numberModels(text, notebook) {
  const widgets = /** @type {Record<string, { state?: object }> | undefined} */ (
    notebook.metadata.widgets
  );
  const ids = Object.keys(widgets?.[widgetState]?.state ?? {});
  return ids.reduce(
    (result, id, index) => result.replaceAll(id, `model-${String(index + 1).padStart(4, "0")}`),
    text,
  );
}

/**
 * @param {import("./notebook.mjs").Cell} cell
 * @param {number} index
 * @returns {import("./notebook.mjs").Cell}
 */
function stableCell(cell, index) {
  const metadata = { ...cell.metadata };
  delete metadata.execution;
  return { ...cell, id: cell.id ?? `cell-${index + 1}`, metadata };
}

/**
 * @param {Record<string, unknown>} metadata of a notebook
 * @returns {Record<string, unknown>}
 */
function stableMetadata(metadata) {
  const language = /** @type {Record<string, unknown>} */ ({
    .../** @type {object} */ (metadata.language_info ?? {}),
  });
  delete language.version;
  return {
    kernelspec: metadata.kernelspec,
    language_info: language,
    ...(metadata.widgets === undefined ? {} : { widgets: metadata.widgets }),
  };
}

/**
 * The text of the file to commit.
 * @param {import("./notebook.mjs").Notebook} notebook
 * @returns {string}
 */
export function stableNotebook(notebook) {
  const stable = {
    cells: notebook.cells.map(stableCell),
    metadata: stableMetadata(notebook.metadata),
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${numberModels(JSON.stringify(sorted(stable), null, 1), notebook)}\n`;
}
