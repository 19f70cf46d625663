/** Counts the observers of the page that observe something: a view must leave none behind. */
export const observing = new Set<object>();

window.ResizeObserver = class extends ResizeObserver {
  override observe(target: Element, options?: ResizeObserverOptions): void {
    observing.add(this);
    super.observe(target, options);
  }
  override disconnect(): void {
    observing.delete(this);
    super.disconnect();
  }
};

window.MutationObserver = class extends MutationObserver {
  override observe(target: Node, options?: MutationObserverInit): void {
    if (target !== document) observing.add(this); // Playwright has one of its own, there
    super.observe(target, options);
  }
  override disconnect(): void {
    observing.delete(this);
    super.disconnect();
  }
};
