import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { nativeNames, type NativeName } from '../protocol/nativeEngines';
import type { CliContext, ExitCode } from './context';
import { diagnoseVerb, type DiagnoseOptions } from './verbs/diagnose';
import { doctorVerb } from './verbs/doctor';
import { exportVerb, type ExportOptions } from './verbs/export';
import { installVerb } from './verbs/install';
import { ouiVerb } from './verbs/oui';
import { rangeVerb, type RangeOptions } from './verbs/range';
import { reportVerb } from './verbs/report';
import { runsVerb } from './verbs/runs';
import { schemaVerb } from './verbs/schema';
import { sweepVerb, type SweepOptions } from './verbs/sweep';

/** The command line: every verb with its arguments. `done` gets the exit code of the verb. */
export function makeProgram(context: CliContext, done: (code: ExitCode) => void): Command {
  const { stdout, stderr } = context;
  const program = new Command('fitscope')
    .description('Trains a config, watches it, and says what to change.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    });
  const out = () => new Option('--out <folder>', 'folder that holds runs/').default('.fitscope');
  const json = () => new Option('--json', 'print one JSON document on stdout');

  program
    .command('diagnose')
    .description('train a config, watch it, and print findings and recommendations')
    .argument('<config>', 'a *.fit.yaml, *.fit.yml, *.fit.json or *.fit.jsonc file')
    .option('--set <path=value>', "a value in place of the config's, as often as needed", append)
    .option('--out <folder>', 'folder that holds runs/ (default: .fitscope beside the config)')
    .addOption(json())
    .addOption(
      new Option(
        '--fail-on <severity>',
        'exit with 1 for a finding of this severity or a graver one',
      ).choices(['problem', 'hint']),
    )
    .option('--report [file]', 'also write the HTML report (default: in the run folder)')
    .action(async (config: string, options: DiagnoseOptions) =>
      done(await diagnoseVerb(config, options, context)),
    );
  program
    .command('sweep')
    .description('train a config with many values, some at a time, and say which were best')
    .argument('<config>', 'a *.fit.yaml, *.fit.yml, *.fit.json or *.fit.jsonc file')
    .option(
      '--param <path=range>',
      'a value to vary, as often as needed: log:LOW..HIGH:N, lin:LOW..HIGH:N or list:a,b,c',
      append,
    )
    .addOption(
      new Option('--search <kind>', 'which values are tried').choices([
        'grid',
        'random',
        'sobol',
        'tpe',
        'guided',
      ]),
    )
    .option('--trials <number>', 'most trials to start')
    .option('--minutes <number>', 'stop all trials after so many minutes; --resume goes on')
    .option('--workers <number>', 'trials at once (default: all cores less one)')
    .addOption(
      new Option('--executor <name>', 'where trials are trained')
        .choices(['local', 'slurm'])
        .default(undefined, 'local'),
    )
    .option('--partition <name>', 'Slurm: partition')
    .option('--time <limit>', 'Slurm: time limit of a trial, as sbatch takes it')
    .option('--cpus <number>', 'Slurm: cores of a trial (default: 1)')
    .option('--memory <size>', 'Slurm: memory of a trial, as sbatch takes it')
    .option('--gres <list>', 'Slurm: generic resources of a trial, such as gpu:1')
    .option('--prologue <line>', 'Slurm: a shell line before the training, such as module load ...')
    .option(
      '--queued <number>',
      "Slurm: most trials in its queue at a time (default: an array's most)",
    )
    .option('--seed <number>', 'seed of the search')
    .addOption(
      new Option('--prune <what>', 'what ends unpromising trials early').choices([
        'all',
        'halving',
        'rules',
        'none',
      ]),
    )
    .option('--no-prune', 'train every trial to its end')
    .option('--resume <sweep>', 'go on with a sweep: its id or folder')
    .option('--set <path=value>', "a value in place of the config's, for every trial", append)
    .option(
      '--out <folder>',
      'folder that holds runs/ and sweeps/ (default: .fitscope beside the config)',
    )
    .option('--csv <file>', 'write a line for each trial to this file')
    .addOption(json())
    .action(async (config: string, options: SweepOptions) =>
      done(await sweepVerb(config, options, context)),
    );
  program
    .command('range')
    .description('learning-rate range test: one short run whose rate rises, and what it suggests')
    .argument('<config>', 'a *.fit.yaml, *.fit.yml, *.fit.json or *.fit.jsonc file')
    .option('--low <rate>', 'learning rate of the first step')
    .option('--high <rate>', 'learning rate of the last step')
    .option('--set <path=value>', "a value in place of the config's, as often as needed", append)
    .option('--out <folder>', 'folder that holds runs/ (default: .fitscope beside the config)')
    .addOption(json())
    .action(async (config: string, options: RangeOptions) =>
      done(await rangeVerb(config, options, context)),
    );
  program
    .command('runs')
    .description('list runs, newest first')
    .addOption(out())
    .addOption(json())
    .action((options: { out: string; json?: boolean }) => done(runsVerb(options, context)));
  program
    .command('report')
    .description('print the report of a run, or write it as one HTML file')
    .argument('<run>', 'id or folder of a run')
    .option('--html <file>', 'write the HTML report here instead of printing')
    .addOption(out())
    .action((run: string, options: { out: string; html?: string }) =>
      done(reportVerb(run, options, context)),
    );
  program
    .command('export')
    .description('write the numbers of a run for other tools')
    .argument('<run>', 'id or folder of a run')
    .addOption(
      new Option('--to <format>', 'what to write')
        .choices(['csv', 'tensorboard'])
        .makeOptionMandatory(),
    )
    .option(
      '--output <path>',
      'csv: a file (default: stdout); tensorboard: a log folder (default: in the run folder)',
    )
    .addOption(out())
    .action((run: string, options: ExportOptions) => done(exportVerb(run, options, context)));
  program
    .command('oui')
    .description('OUI of dumped activations [samples, ...units], one NPY file a layer')
    .argument('<file...>', 'NPY files of a numeric or boolean type')
    .addOption(json())
    .action(async (files: string[], options: { json?: boolean }) =>
      done(await ouiVerb(files, options, context)),
    );
  program
    .command('schema')
    .description('print the JSON Schema of a config')
    .action(() => done(schemaVerb(context)));
  program
    .command('doctor')
    .description('say which engines work here, and why the others do not')
    .addOption(json())
    .addOption(
      new Option(
        '--install <engine>',
        'download and install a native TensorFlow, which does not come with Fitscope',
      ).choices(nativeNames),
    )
    .action(async ({ install, ...options }: { install?: NativeName; json?: boolean }) =>
      done(await (install ? installVerb(install, context) : doctorVerb(options, context))),
    );
  return program;
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
