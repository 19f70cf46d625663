/** Styles that esbuild collects beside the script. */
declare module "*.css";
