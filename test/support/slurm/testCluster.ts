import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../temporaryFolder';
import { waitFor } from '../waitFor';
import { killThoseWith } from './killThoseWith';
import { gresConf, slurmConf } from './slurmConf';

/** A real Slurm on this machine, with daemons, key, ports and state of its own. */
export class TestCluster {
  private readonly daemons = new Map<string, ChildProcess>();

  private constructor(private readonly folder: string) {}

  /** Starts it and waits until it takes jobs. */
  static async start(): Promise<TestCluster> {
    const folder = temporaryFolder();
    const cluster = new TestCluster(folder);
    // Slurm's and munge's clients must be able to enter it.
    chmodSync(folder, 0o755);
    for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'munge.key'), randomBytes(1024), { mode: 0o600 });
    writeFileSync(join(folder, 'slurm.conf'), slurmConf(folder, await freePorts()));
    writeFileSync(join(folder, 'gres.conf'), gresConf);
    cluster.startDaemon('munged', [
      ...['--foreground', '--force', '--num-threads=2'],
      ...['key-file', 'socket', 'pid-file', 'log-file', 'seed-file'].map(
        (option) => `--${option}=${join(folder, `munge.${option.replace('-file', '')}`)}`,
      ),
    ]);
    await cluster.startController();
    cluster.startDaemon('slurmd', ['-D', '-f', join(folder, 'slurm.conf')]);
    await waitFor(
      'a node that takes jobs',
      () => cluster.answers('sinfo', '-h', '-o%T') === 'idle',
    );
    return cluster;
  }

  /** What its clients need to find it. */
  get environment(): Readonly<Record<string, string>> {
    return { SLURM_CONF: join(this.folder, 'slurm.conf') };
  }

  /** Runs a command of Slurm and gives what it prints. Throws when it fails. */
  run(command: string, ...args: readonly string[]): string {
    const env = { ...process.env, ...this.environment };
    return execFileSync(command, args, { env, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  /** Ends the controller as a reboot of its machine does; jobs train on. */
  async stopController(): Promise<void> {
    await this.stopDaemon('slurmctld');
  }

  async startController(): Promise<void> {
    this.startDaemon('slurmctld', ['-D', '-f', join(this.folder, 'slurm.conf')]);
    await waitFor('the controller', () => this.answers('sinfo', '-h') !== undefined);
  }

  /** Ends all jobs and daemons. */
  async stop(): Promise<void> {
    for (const name of ['slurmctld', 'slurmd']) await this.stopDaemon(name);
    // Jobs and the processes that watch over them have the cluster's name in their environment.
    await killThoseWith(this.environment);
    await this.stopDaemon('munged');
  }

  private answers(command: string, ...args: readonly string[]): string | undefined {
    try {
      return this.run(command, ...args).split('\n')[0];
    } catch {
      const dead = [...this.daemons].find(([, { exitCode }]) => exitCode !== null)?.[0];
      if (dead !== undefined) throw new Error(`${dead} has ended:\n${this.log(dead)}`);
      return undefined;
    }
  }

  private log(name: string): string {
    try {
      return readFileSync(join(this.folder, `${name}.out`), 'utf8').slice(-2000);
    } catch {
      return '';
    }
  }

  /** It ends with this process, however that ends. */
  private startDaemon(name: string, args: readonly string[]): void {
    const script = 'exec >>"$0" 2>&1; exec "$@"';
    const out = join(this.folder, `${name}.out`);
    const command = ['setpriv', '--pdeathsig', 'KILL', `/usr/sbin/${name}`, ...args];
    const env = { ...process.env, ...this.environment };
    this.daemons.set(
      name,
      spawn('/bin/sh', ['-c', script, out, ...command], { stdio: 'ignore', env }),
    );
  }

  private async stopDaemon(name: string): Promise<void> {
    const daemon = this.daemons.get(name);
    this.daemons.delete(name);
    if (!daemon || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const ended = new Promise((resolve) => daemon.once('exit', resolve));
    const kill = setTimeout(() => daemon.kill('SIGKILL'), 10_000);
    daemon.kill('SIGTERM');
    await ended;
    clearTimeout(kill);
  }
}

/** Two ports that nobody listens on at this moment. */
async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [ports[0] ?? 0, ports[1] ?? 0];
}
