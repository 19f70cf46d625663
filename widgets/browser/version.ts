/** Put in by scripts/build-widgets.mjs from package.json. */
declare const EIGENSCAPE_VERSION: string;

export const version = EIGENSCAPE_VERSION;
