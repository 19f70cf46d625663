/**
 * Buttons that play and pause. plotly rejects, with nothing, an animation that another one interrupts, and
 * its buttons leave that unhandled: each pause would be an error of the page. So such buttons only tell that
 * they are pressed (`execute: false` is made for this), and the animation is begun here.
 */
import type { FigureJson } from "./plotPanel.js";

interface Button {
  readonly method?: string;
  readonly args?: readonly unknown[];
  readonly execute?: boolean;
}

interface Menu {
  readonly showactive?: boolean;
  readonly buttons?: readonly Button[];
}

export interface Pressed {
  readonly button: Button;
}

interface Animator {
  animate(el: HTMLElement, ...args: readonly unknown[]): Promise<unknown>;
}

/** Menus that show which button is active are plotly's: it does not mark a button that it does not execute. */
export function withOwnButtons(layout: FigureJson["layout"]): FigureJson["layout"] {
  const { updatemenus } = (layout ?? {}) as { updatemenus?: unknown };
  if (!Array.isArray(updatemenus)) return layout;
  const menus = (updatemenus as readonly Menu[]).map((menu) =>
    menu.showactive === false && menu.buttons ? { ...menu, buttons: menu.buttons.map(told) } : menu,
  );
  return { ...(layout as object), updatemenus: menus };
}

const told = (button: Button): Button =>
  button.method === "animate" ? { ...button, execute: false } : button;

export function animateFrom(plotly: Animator, el: HTMLElement, { button }: Pressed): void {
  if (button.method !== "animate" || button.execute !== false) return;
  plotly.animate(el, ...(button.args ?? [])).catch((reason: unknown) => {
    if (reason !== undefined) throw reason;
  });
}
