/**
 * The script of reports with figures: draws them, takes notes, and offers a copy of the report with those. It is
 * the first script of the page, so that the copy is of the page as it was.
 */
import { drawFigures } from "./drawFigures.js";
import { saveButton } from "./saveButton.js";

const head = document.head.cloneNode(true); // plotly's script, which is next, adds styles

addEventListener("DOMContentLoaded", () => {
  const unread = document.documentElement.cloneNode(true) as HTMLElement;
  unread.querySelector("head")?.replaceWith(head);
  saveButton(unread);
  drawFigures();
});
