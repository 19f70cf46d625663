/**
 * Question: how fast are gradients and Hessian products, against what else computes them?
 */
import { interleave, type Interleaved, type Measured } from "./harness/interleave.js";
import { Peer, peerNames, type PeerName, type Quantity } from "./harness/peers.js";
import { isNoisy, type QuietCores } from "./harness/quietCores.js";
import { formatNumber, formatTable } from "./harness/table.js";
import { writeNetFiles } from "./netFiles.js";
import { net, type NetName } from "./nets.js";
import { ourContenders } from "./ours.js";

export interface HvpOptions {
  readonly nets: readonly NetName[];
  readonly threads: readonly number[];
  readonly rounds: number;
  readonly patience: number;
  readonly quiet: QuietCores;
}

export interface Group extends Interleaved {
  readonly net: NetName;
  readonly quantity: Quantity;
  readonly threads: number;
}

/** A group is noisy if fewer than so many rounds passed with all cores free before and after. */
const fewestQuietRounds = 3;
const isGroupNoisy = ({ quietRounds }: Group): boolean => quietRounds < fewestQuietRounds;

export const quantities = ["gradient", "one-off product", "amortised product"] as const;

/** The executors whose figures are compared with the best rival's, by their contenders' side. */
const executors = { ours: "onnx", tensorflow: "tensorflow" } as const;
type Executor = keyof typeof executors;

/** Ratios that this project has promised, best rival over ours. */
const targets: Readonly<Record<string, number>> = {
  "LeNet gradient onnx": 1.0,
  "ConvNet6 gradient onnx": 0.8,
  "MLP amortised product onnx": 1.0,
  "LeNet amortised product onnx": 1.3,
  "ConvNet6 amortised product onnx": 1.0,
  "LeNet gradient tensorflow": 1.2,
  "ConvNet6 gradient tensorflow": 1.2,
  "LeNet amortised product tensorflow": 1.5,
  "ConvNet6 amortised product tensorflow": 1.5,
};

export async function hvp(options: HvpOptions): Promise<Group[]> {
  const groups: Group[] = [];
  for (const threads of options.threads) {
    const peers = await startPeers(threads);
    try {
      for (const name of options.nets) {
        for (const quantity of quantities) {
          groups.push(await measureGroup(name, quantity, threads, peers, options));
        }
      }
    } finally {
      peers.forEach((peer) => peer.close());
    }
  }
  console.log(`\n${formatGroups(groups)}`);
  return groups;
}

export async function startPeers(
  threads: number,
  names: readonly PeerName[] = peerNames,
): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (const name of names) {
    if (name === "tensorflow-workers" && threads === 1) continue; // the same as without workers
    const peer = await Peer.start(name, threads);
    if (typeof peer === "string") console.log(`${name}: left out: ${peer}`);
    else peers.push(peer);
  }
  return peers;
}

async function measureGroup(
  name: NetName,
  quantity: Quantity,
  threads: number,
  peers: readonly Peer[],
  { rounds, patience, quiet }: HvpOptions,
): Promise<Group> {
  const subject = net(name);
  const folder = writeNetFiles(subject);
  const contenders = await ourContenders(subject, quantity, threads);
  try {
    for (const peer of peers) contenders.push(...(await peer.contenders(folder, quantity)));
    await quiet.wait(patience);
    const isQuiet = async (): Promise<boolean> => !isNoisy(await quiet.slowdown(2));
    const result = await interleave(contenders, { rounds, isQuiet, turn: 30, pause: 5 });
    const group: Group = { net: name, quantity, threads, ...result };
    console.log(describeGroup(group));
    return group;
  } finally {
    for (const contender of contenders) await contender.release();
  }
}

function describeGroup(group: Group): string {
  const { net: name, quantity, threads, measured, quietRounds, rounds } = group;
  const noise = `${quietRounds} of ${rounds} rounds quiet${isGroupNoisy(group) ? ": noisy" : ""}`;
  const lines = measured.map((m) => {
    const wrong = m.difference > 1e-4 ? `  DIFFERS by ${m.difference.toExponential(1)}` : "";
    return `    ${m.name.padEnd(40)} ${formatNumber(m.minimum).padStart(6)} (${formatNumber(m.median)})${wrong}`;
  });
  return [`${name}, ${quantity}, ${threads} thread(s), ms (${noise})`, ...lines].join("\n");
}

/** Our own figure, the best rival's and their ratio. */
export function compare(
  { measured }: Pick<Group, "measured">,
  executor: Executor = "ours",
): {
  readonly ours: Measured | undefined;
  readonly rival: Measured | undefined;
  readonly ratio: number;
} {
  const best = (side: Measured["side"]): Measured | undefined =>
    measured
      .filter((m) => m.side === side && m.difference <= 1e-4) // a wrong result is not a fast one
      .reduce<Measured | undefined>((a, b) => (a && a.minimum <= b.minimum ? a : b), undefined);
  const ours = best(executor);
  const rival = best("rival");
  return { ours, rival, ratio: ours && rival ? rival.minimum / ours.minimum : NaN };
}

export function formatGroups(groups: readonly Group[]): string {
  const head = ["ms: minimum (median)", "threads", "executor", "ours", "", "objective", "best rival", "", "ratio", "target", ""]; // prettier-ignore
  const sides = Object.keys(executors) as Executor[];
  const rows = groups.flatMap((group) =>
    sides.flatMap((side) => {
      const { ours } = compare(group, side);
      return ours ? [formatRow(group, side)] : [];
    }),
  );
  return formatTable([head, ...rows]);
}

function formatRow(group: Group, side: Executor): string[] {
  const { ours, rival, ratio } = compare(group, side);
  const both = (m: Measured | undefined): string =>
    m ? `${formatNumber(m.minimum)} (${formatNumber(m.median)})` : "–";
  const target = targets[`${group.net} ${group.quantity} ${executors[side]}`];
  const detail = group.measured.find((m) => m.side === "detail");
  return [
    `${group.net} ${group.quantity}`,
    String(group.threads),
    executors[side],
    both(ours),
    ours?.name ?? "",
    side === "ours" ? both(detail) : "",
    both(rival),
    rival?.name ?? "",
    formatNumber(ratio),
    target === undefined ? "" : `${target.toFixed(1)}${ratio >= target ? " ✓" : " ✗"}`,
    isGroupNoisy(group) ? "noisy" : "",
  ];
}
