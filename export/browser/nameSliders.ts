/**
 * Jupyter's sliders have a label beside them that their handles do not refer to; screen readers need it.
 * Views inside of boxes come later than their box, so handles are named as they appear.
 */
export function nameSliders(place: HTMLElement): void {
  const name = (): void => {
    for (const handle of place.querySelectorAll('[role="slider"]:not([aria-label])')) {
      const label = handle.closest(".widget-slider")?.querySelector(".widget-label")?.textContent;
      handle.setAttribute("aria-label", label?.trim() || "slider");
    }
  };
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
  name();
}
