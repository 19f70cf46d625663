/**
 * Waits until an element has a width. Notebooks make outputs before they show them, and what plotly measures in
 * hidden text is zero: a subtitle would come to lie above its title.
 */
export function onScreen(el: HTMLElement, signal: AbortSignal): Promise<void> {
  if (el.clientWidth > 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      if (el.clientWidth > 0) done();
    });
    const done = (): void => {
      observer.disconnect();
      signal.removeEventListener("abort", done);
      resolve();
    };
    signal.addEventListener("abort", done);
    observer.observe(el);
  });
}
