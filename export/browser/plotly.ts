/** plotly as the page's own script has brought it, in place of the module. */
export default (globalThis as { Plotly?: unknown }).Plotly;
