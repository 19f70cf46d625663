/** The contract through the real TensorFlow library. */
import { tensorflowExecutor } from "../../src/execute/tensorflow/tensorflow.js";
import { describeContract } from "../support/contract.js";

describeContract(() => tensorflowExecutor());
