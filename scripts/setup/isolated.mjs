/**
 * Environment variables that keep a user's own settings away from the project's Python: settings that would
 * send packages elsewhere, or make Python look elsewhere for them. Undefined removes a variable.
 */
export const isolated = {
  PIP_USER: "0",
  PIP_TARGET: undefined,
  PIP_PREFIX: undefined,
  PYTHONHOME: undefined,
  PYTHONPATH: undefined,
  PYTHONNOUSERSITE: "1",
};
