/** `eigenscape/export`: notebooks as reports of one file, and their figures as images. */
export { readNotebook } from "./notebook.js";
export type { Cell, MimeData, Notebook, Output, Text } from "./notebook.js";
export { report } from "./report.js";
export type { Report, ReportOptions } from "./report.js";
export { figureImages } from "./figureImages.js";
export type { FigureImage, FigureImages, ImageFormat } from "./figureImages.js";
