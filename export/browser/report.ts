/** The script of every report: theme, folds, download, figures. Without it a report can be read all the same. */
import { closeContents } from "./contentsFold.js";
import { codeButton } from "./codeButton.js";
import { downloadButton } from "./downloadButton.js";
import { drawFigures } from "./figures.js";
import { themeButton } from "./themeButton.js";

themeButton();
codeButton();
downloadButton();
closeContents();
drawFigures();
