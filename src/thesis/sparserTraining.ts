/**
 * C2: sparser networks at the same accuracy. The same weight μ of the ℓ1 norm for all methods, on weights only; rates searched for each
 * method in the same way. Sparsity is said in every sense that is in use, because methods that average never reach zero.
 */
import { verdictOf, type Claim, type Experiment, type Finding, type Size } from "./claim.js";
import { sparseFigures } from "./sparseFigures.js";
import { comparedMethods } from "./comparisonRows.js";
import { measuredOf, sentenceOf, type MeasuredTask } from "./sparseFinding.js";
import { sparseStudy, type StudyPlan } from "./sparseStudy.js";
import { openTask, type SparseTask } from "./sparseTask.js";

const digits: SparseTask = {
  ...{ name: "MLP 49-100-100-10", network: "mlp", hidden: [100, 100] },
  ...{ train: 2000, test: 2000, mu: 5e-4, epochs: 50, batchSize: 50 },
};

const smallPlan: StudyPlan = {
  ...{ task: digits, seeds: [0, 1, 2, 3], searchSeed: 100 },
  ...{ looks: [0, 1, 3, 10, 30, 50], finishing: 15, retraining: 12 },
};

const plans: Readonly<Record<Size, readonly StudyPlan[]>> = {
  slice: [
    {
      ...{ seeds: [0, 1, 2], searchSeed: 100, looks: [0, 10, 30], finishing: 3, retraining: 6 },
      task: {
        ...{ ...digits, name: "MLP 49-16-16-10", hidden: [16, 16] },
        ...{ train: 200, test: 300, mu: 1e-3, epochs: 30, batchSize: 50 },
      },
    },
  ],
  small: [smallPlan],
  full: [
    { ...smallPlan, finishing: 300, task: { ...digits, train: 20_000, test: 10_000, mu: 1e-4 } },
    {
      ...{ ...smallPlan, seeds: [0, 1, 2], finishing: 60 },
      task: {
        ...{ ...digits, name: "LeNet-5", network: "lenet", hidden: [] },
        ...{ train: 20_000, test: 10_000, mu: 1e-4, batchSize: 90 },
      },
    },
    ...(process.env.EIGENSCAPE_CIFAR10 === undefined ? [] : [cifarPlan()]),
  ],
};

/** For those who have the files; see `cifar10`. */
function cifarPlan(): StudyPlan {
  return {
    ...{ ...smallPlan, seeds: [0, 1, 2] },
    task: {
      ...{ name: "CIFAR-10 net", network: "cifarNet", hidden: [] },
      ...{ train: 10_000, test: 10_000, mu: 5e-5, epochs: 50, batchSize: 64 },
    },
  };
}

export const sparserTraining: Claim = {
  id: "C2",
  title: "Sparser networks at the same accuracy",
  statement:
    "With the same weight of the ℓ1 norm, ProxSGD comes within half a per cent of the test accuracy of Adam and SGD with that norm and of Adam with magnitude pruning, with a smaller ℓ1 norm and more accuracy when only the largest tenth of the weights is kept.",
  source:
    "Thesis, chapter C; Yang et al. (2020), openreview HygpthEtvr; Han et al. (2015), arXiv:1506.02626.",
  experiments: {
    slice:
      "MLP 49-16-16-10 on 200 digits, nine methods, three rates each on a seed of its own, three seeds, 30 epochs; some seconds.",
    small:
      "MLP 49-100-100-10 on 2,000 digits of 7 × 7 pixels, nine methods, three rates each on a seed of its own, four seeds, 50 epochs; some minutes.",
    full: "The same on 20,000 digits, LeNet-5 on 20,000 digits of 28 × 28 pixels, and, where EIGENSCAPE_CIFAR10 names the folder of CIFAR-10, the convolutional net of the paper without batch normalisation, dropout and augmentation on 10,000 images; by estimate most of a day, with CIFAR-10 two.",
  },
  run,
};

async function run(experiment: Experiment): Promise<Finding> {
  const tasks: MeasuredTask[] = [];
  const figures: Finding["figures"][number][] = [];
  for (const plan of plans[experiment.size]) {
    const open = await openTask(plan.task);
    try {
      const study = await sparseStudy(experiment, open, plan);
      const methods = await comparedMethods(open, study);
      const task = { plan, study, methods };
      tasks.push(task);
      figures.push(...sparseFigures(task, open.f.partition));
    } finally {
      await open.close();
    }
  }
  const measured = tasks.flatMap((task) => measuredOf(task, tasks.length > 1));
  const sentence = tasks.map(sentenceOf).join(" ");
  return { measured, verdict: verdictOf(measured, experiment.size), sentence, figures };
}
