/**
 * A page cannot write its own file: as soon as there are notes that the file has not, a button offers the
 * report with them, and the browser asks before it leaves the page without.
 */
import { button } from "./button.js";
import { onChangedNotes } from "./changedNotes.js";
import { download } from "./download.js";
import { notedCopy } from "./notedCopy.js";

/** @param unread The page as it was before any script changed it. */
export function saveButton(unread: HTMLElement): void {
  let unsaved = false;
  const pressed = button("save", () => {
    download(fileName(), notedCopy(unread), "text/html");
    unsaved = false;
  });
  if (pressed === undefined) return;
  pressed.hidden = true;
  onChangedNotes(() => {
    unsaved = true;
    pressed.hidden = false;
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}

function fileName(): string {
  const name = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
  return /\.html?$/.test(name) ? name : "report.html";
}
