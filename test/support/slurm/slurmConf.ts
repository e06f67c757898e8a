import { hostname } from 'node:os';

/**
 * A cluster of this one machine as two processors, whatever it has, in a folder of its own: no
 * control groups, no accounting, as on many real ones. `brief` takes jobs of a minute at most.
 */
export function slurmConf(folder: string, ports: readonly [number, number]): string {
  const host = hostname().split('.')[0] ?? 'localhost';
  return `ClusterName=fitscope-test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=${folder}/munge.socket
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
KillWait=5
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
GresTypes=gpu
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 Gres=gpu:2 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
PartitionName=brief Nodes=ALL MaxTime=1 State=UP
`;
}

/** Two graphics cards, as far as Slurm can tell. */
export const gresConf = 'AutoDetect=off\nName=gpu File=/dev/null,/dev/zero\n';
