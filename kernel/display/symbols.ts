/** Names under which values and bundles carry what front ends should know; global, so that any copy knows them. */

/** The method by which a value says itself how to be shown (Deno's convention). */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

/** Under this symbol a bundle may hold metadata for its MIME types, such as an image's width. */
export const metadataSymbol: unique symbol = Symbol.for("Jupyter.metadata");
