import { workspace } from 'vscode';
import type { SlurmSettings } from '../../protocol/slurmSettings';
import type { SweepPlan } from '../../protocol/sweep';

/** A plan with what the editor's settings ask of Slurm, where sweeps are to be trained there. */
export function withSlurm(plan: SweepPlan): SweepPlan {
  const settings = workspace.getConfiguration('fitscope');
  if (settings.get<string>('sweepExecutor', 'local') !== 'slurm') return plan;
  return {
    ...plan,
    slurm: {
      ...given('partition', settings.get<string>('slurm.partition', '')),
      ...given('time', settings.get<string>('slurm.time', '')),
      cpus: settings.get<number>('slurm.cpus', 1),
      ...given('memory', settings.get<string>('slurm.memory', '')),
      ...given('gres', settings.get<string>('slurm.gres', '')),
      ...given('prologue', settings.get<string>('slurm.prologue', '')),
    },
  };
}

/** Empty leaves the choice to the cluster. */
function given(name: keyof SlurmSettings, text: string): Readonly<Record<string, string>> {
  return text.trim() === '' ? {} : { [name]: text.trim() };
}
