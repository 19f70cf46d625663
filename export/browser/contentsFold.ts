/** Where the contents stand above the text they begin folded; beside it there is room. */
export function closeContents(): void {
  const fold = document.querySelector<HTMLDetailsElement>("nav details");
  if (fold && !matchMedia("(min-width: 75rem)").matches) fold.open = false;
}
