/** The script of every report: theme, folds, download. Without it a report can be read all the same. */
import { closeContents } from "./contentsFold.js";
import { codeButton } from "./codeButton.js";
import { downloadButton } from "./downloadButton.js";
import { themeButton } from "./themeButton.js";

// When the whole page has been read; the script of figures is first, and that of widgets last.
addEventListener("DOMContentLoaded", () => {
  themeButton();
  codeButton();
  downloadButton();
  closeContents();
});
