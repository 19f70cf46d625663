/** Public names of training films: the figure with a slider and the file. */
export type { FilmPlaneInput, TrainingFilmInput } from "../figures/filmInput.js";
export type { TrainingFilmOptions } from "../figures/filmScene.js";
export { trainingFilmFigure } from "../figures/trainingFilm.js";
export type { FilmFormat } from "./encodeFilm.js";
export { film } from "./film.js";
export type { FilmOptions } from "./film.js";
export { Film } from "./filmResult.js";
