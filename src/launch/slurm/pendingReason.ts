/** Reasons that pass by themselves when others end, or a limit of the sweep's own: no news. */
const usual = ['', 'None', 'Priority', 'Resources', 'JobArrayTaskLimit', 'BeginTime', 'Cleaning'];

/** What Slurm's words for waiting mean, where these do not say it. */
const meanings: Readonly<Record<string, string>> = {
  PartitionTimeLimit: 'the time asked for is above the limit of the partition; --time takes less',
  PartitionNodeLimit: 'the partition has not so many nodes',
  PartitionDown: 'the partition takes jobs but starts none now',
  PartitionInactive: 'the partition takes no jobs now',
  PartitionConfig: 'no node of the partition can give what is asked for',
  BadConstraints: 'no node can give what is asked for',
  ReqNodeNotAvail: 'nodes that could are down, drained or reserved',
  NodeDown: 'a node is down',
  JobHeldUser: 'it is held; scontrol release lets it go',
  JobHeldAdmin: 'an administrator holds it',
  launch_failed_requeued_held: 'a node could not start it; it is held until scontrol release',
  InvalidAccount: 'the account may not be used',
  InvalidQOS: 'the quality of service may not be used',
  Licenses: 'a licence is not free',
};

/** Whether a reason to wait is worth a word: it will not pass when other jobs end. */
export function isNotable(reason: string): boolean {
  return !usual.includes(reason);
}

/** A reason of squeue with its meaning: `PartitionDown: the partition takes jobs but ...`. */
export function explainReason(reason: string): string {
  const [word = ''] = reason.split(/[ ,:]/);
  const known = meanings[word];
  if (known !== undefined) return `${reason}: ${known}`;
  if (/^(Assoc|QOS|MaxJobs|MaxCpu|MaxMem|MaxGRES)/.test(word))
    return `${reason}: a limit of your account or quality of service`;
  return reason;
}
