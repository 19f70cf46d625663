/** Links that a browser follows by itself: they work without the kernel, in saved pages too. */
import { wireName, type Control } from "./control.js";
import { DirectionalLink } from "./generated/directionalLink.js";
import { Link } from "./generated/link.js";

type End<State extends object> = readonly [control: Control<State>, entry: keyof State & string];

/** Keeps two entries equal in the browser; ends with `close()` of what is returned. */
export function jslink<A extends object, B extends object>(source: End<A>, target: End<B>): Link {
  return new Link({ source: wireEnd(source), target: wireEnd(target) });
}

/** Gives one entry's value to another in the browser, not back. */
export function jsdlink<A extends object, B extends object>(
  source: End<A>,
  target: End<B>,
): DirectionalLink {
  return new DirectionalLink({ source: wireEnd(source), target: wireEnd(target) });
}

const wireEnd = <State extends object>([control, entry]: End<State>) =>
  [control, wireName(entry)] as const;
