/** The exit code of a task that does not see its run folder: EX_NOINPUT of sysexits.h. */
export const unseenFolder = 66;

/** File in a run folder that takes what the prologue and the trainer say. */
export const noiseName = 'trainer.log';

/**
 * What every task of a sweep runs. It is fixed text, but for the user's own prologue line: the list
 * of run folders, the program and its options come as arguments, and no shell reads a config's
 * values. The arguments are put away before the prologue, which may be one that looks at them
 * (`source activate`).
 */
export function taskScript(prologue = ''): string {
  return `#!/bin/bash
# A task of a Fitscope sweep: trains the run whose folder is line SLURM_ARRAY_TASK_ID + 1 of a list.
# Arguments: the list, Node.js, Fitscope's core, options of its command "train".
fitscope_list=$1 fitscope_node=$2 fitscope_core=$3
fitscope_options=("\${@:4}")
set --
fitscope_folder=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" "$fitscope_list")
[ -n "$fitscope_folder" ] && [ -d "$fitscope_folder" ] || exit ${unseenFolder}
exec >>"$fitscope_folder/${noiseName}" 2>&1
${prologue}
exec "$fitscope_node" "$fitscope_core" train "$fitscope_folder" "\${fitscope_options[@]}"
`;
}
