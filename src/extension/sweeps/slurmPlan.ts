import { workspace } from 'vscode';
import type { SlurmSettings } from '../../protocol/slurmSettings';
import type { SweepPlan } from '../../protocol/sweep';

/** A plan with what the editor's settings ask of Slurm, where sweeps are to be trained there. */
export function withSlurm(plan: SweepPlan): SweepPlan {
  const settings = workspace.getConfiguration('fitscope');
  if (settings.get<string>('sweepExecutor', 'local') !== 'slurm') return plan;
  const text = (name: keyof SlurmSettings) => {
    const value = settings.get<string>(`slurm.${name}`, '').trim();
    return value === '' ? {} : { [name]: value };
  };
  return {
    ...plan,
    slurm: {
      ...text('partition'),
      ...text('time'),
      cpus: settings.get<number>('slurm.cpus', 1),
      ...text('memory'),
      ...text('gres'),
      ...text('prologue'),
    },
  };
}
