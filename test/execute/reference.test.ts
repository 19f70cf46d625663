/** The reference under its own contract: what does not compare numbers, such as errors and ownership. */
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { describeContract } from "../support/contract.js";

describeContract(() => referenceExecutor);
