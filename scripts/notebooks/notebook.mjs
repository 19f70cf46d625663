/**
 * The notebook format (nbformat 4.5) as far as these scripts read it, and the few questions asked of it
 * everywhere.
 *
 * @typedef {object} Output
 * @property {string} output_type stream, display_data, execute_result or error
 * @property {string} [name] of a stream: stdout or stderr
 * @property {string | string[]} [text] of a stream
 * @property {Record<string, unknown>} [data] MIME bundle
 * @property {string} [ename] of an error
 * @property {string} [evalue]
 *
 * @typedef {object} Cell
 * @property {string} cell_type
 * @property {string} [id]
 * @property {string | string[]} source
 * @property {Record<string, unknown>} metadata
 * @property {number | null} [execution_count]
 * @property {Output[]} [outputs]
 *
 * @typedef {object} Notebook
 * @property {Cell[]} cells
 * @property {Record<string, unknown>} metadata
 * @property {number} nbformat
 * @property {number} nbformat_minor
 */

/**
 * Texts are stored as one string or as lines.
 * @param {unknown} text
 * @returns {string}
 */
export function joinText(text) {
  if (Array.isArray(text)) return text.join("");
  return typeof text === "string" ? text : "";
}

/**
 * The cells that run: code that is not empty.
 * @param {Notebook} notebook
 * @returns {Cell[]}
 */
export function codeCells(notebook) {
  return notebook.cells.filter(
    (cell) => cell.cell_type === "code" && joinText(cell.source).trim() !== "",
  );
}

/**
 * What a cell says in plain text: printed lines and the text form of results.
 * @param {Cell} cell
 * @returns {string}
 */
export function plainText(cell) {
  const texts = (cell.outputs ?? []).map((output) => {
    if (output.output_type === "stream") return output.name === "stdout" ? output.text : "";
    return output.data?.["text/plain"];
  });
  return texts.map(joinText).join("\n");
}
