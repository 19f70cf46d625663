/** All closed forms, in the order of the table: from the simplest to the statistical. */
import type { ClosedForm } from "../closedForm.js";
import { deepLinear } from "./deepLinear.js";
import { ghostTrap } from "./ghostTrap.js";
import { gramRecurrence } from "./gramRecurrence.js";
import { marchenkoPastur } from "./marchenkoPastur.js";
import { regressions } from "./regression.js";
import { scalarChain } from "./scalarChain.js";
import { scaleInvariance } from "./scaleInvariance.js";
import { spikedModels } from "./spikedModel.js";
import { threeEigenvalues } from "./threeEigenvalues.js";

export const closedForms: readonly ClosedForm[] = [
  ...regressions,
  scalarChain,
  deepLinear,
  gramRecurrence,
  threeEigenvalues,
  ghostTrap,
  scaleInvariance,
  marchenkoPastur,
  ...spikedModels,
];
