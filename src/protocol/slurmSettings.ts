/** What a sweep asks of Slurm for each trial; the cluster's own choice where something is left out. */
export interface SlurmSettings {
  readonly partition?: string;
  /** Limit of a trial, as sbatch takes it: minutes, `1:30:00`, `2-12`. */
  readonly time?: string;
  /** Cores of a trial, and threads of its engine; 1 when left out. */
  readonly cpus?: number;
  /** Memory of a trial as sbatch takes it: `2G`. */
  readonly memory?: string;
  /** Generic resources as sbatch takes them: `gpu:1`. */
  readonly gres?: string;
  /** A line of the user's own shell that goes before the training: `module load nodejs/20`. */
  readonly prologue?: string;
  /** Most trials that wait or train at a time, where the search knows them beforehand. */
  readonly queued?: number;
}
