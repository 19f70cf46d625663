/** `npm run setup`: installs and builds what is missing, then stops. `npm start` and `npm test` begin alike. */
import { runMain } from "./setup/failure.mjs";
import { setup } from "./setup/setup.mjs";

await runMain(setup);
