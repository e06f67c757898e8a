import { tasks, type DenseModel, type Task } from '../speed/tasks';

const { A, B, C, D } = tasks;

/** Batches from 32 to 1024; C takes all its samples. */
export const batchSizes: readonly Task[] = [A, B, D].flatMap((task) =>
  [32, 512, 1024].map((batch) => ({ ...task, batch, what: `${task.name}, batch ${batch}` })),
);

/** Tenfold in width and in depth; a CNN halves its image at each layer, so it cannot be deeper. */
export const grown: readonly Task[] = [
  wider(A, [2560, 1280]),
  { ...deeper(A, 20), samples: 512 },
  {
    ...B,
    model: { ...B.model, channels: [160, 320], dense: [640] },
    samples: 128,
    what: 'B ten times as wide: conv 160, conv 320, dense 640',
  },
  wider(C, [20_000]),
  wider(D, Array<number>(6).fill(1280)),
  deeper(D, 60),
];

function wider(task: Task, hidden: readonly number[]): Task {
  const layers = new Set(hidden).size === 1 && hidden.length > 1;
  const widths = layers ? `${hidden[0]}x${hidden.length}` : hidden.join('-');
  const what = `${task.name} ten times as wide: hidden ${widths}`;
  return { ...task, model: { kind: 'mlp', hidden }, samples: Math.min(512, task.samples), what };
}

function deeper(task: Task, layers: number): Task {
  const [first = 0, second = first] = (task.model as DenseModel).hidden;
  const hidden = [first, ...Array<number>(layers - 1).fill(second)];
  const what = `${task.name} ten times as deep: ${layers} hidden layers`;
  return { ...task, model: { kind: 'mlp', hidden }, what };
}
