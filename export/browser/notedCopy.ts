/** The report as its file, with the notes that its reader has written since. */

/** What notes go into, each in the order of the page. */
const noted = [
  ".figure > script[type='application/json']",
  ".figure > .static",
  "script#widget-state",
];

/** @param unread The page as it was before any script changed it. */
export function notedCopy(unread: HTMLElement): string {
  const copy = unread.cloneNode(true) as HTMLElement;
  for (const selector of noted) {
    const now = document.querySelectorAll(selector);
    copy.querySelectorAll(selector).forEach((part, i) => {
      part.innerHTML = now[i]?.innerHTML ?? part.innerHTML;
    });
  }
  return `<!doctype html>\n${copy.outerHTML}\n`;
}
