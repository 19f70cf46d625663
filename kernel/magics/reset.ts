/** %reset: a session without names. */
import type { Magic } from "./magic.js";

export const reset: Magic = {
  name: "reset",
  usage: "%reset",
  help: "Forgets every variable, function, class and type of the session; modules stay loaded.",
  line: "first",
  run: (context) => context.reset(),
};
