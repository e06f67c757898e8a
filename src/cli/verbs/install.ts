import { installEngine } from '../../launch/install/installEngine';
import { installingInWords } from '../../launch/install/installingInWords';
import type { NativeName } from '../../protocol/nativeEngines';
import { enginesFolder } from '../../runs/enginesFolder';
import type { CliContext, ExitCode } from '../context';
import { Interruption } from '../interruption';
import { ProgressLine } from '../words/progressLine';

/** Installs an engine that does not come with Fitscope. Throws `InstallError`; Ctrl-C is one. */
export async function installVerb(name: NativeName, context: CliContext): Promise<ExitCode> {
  const { stdout, stderr, corePath, environment } = context;
  const begin = performance.now();
  const folder = enginesFolder(environment);
  stdout.write(`Installing ${name} into ${folder}; Ctrl-C cancels.\n`);
  const cancelling = new AbortController();
  const interruption = new Interruption(
    () => cancelling.abort(),
    () => undefined,
  );
  const line = new ProgressLine(stderr);
  let says = '';
  let step = '';
  const show = () => line.show(`${seconds(begin)}  ${says}`);
  const clock = setInterval(show, 1000);
  try {
    const installed = await installEngine({
      ...{ name, corePath, environment, enginesFolder: folder, signal: cancelling.signal },
      onProgress: (progress) => {
        says = installingInWords(progress);
        if (step !== progress.step && !stderr.isTTY) stdout.write(`${says}\n`);
        step = progress.step;
        show();
      },
    });
    line.clear();
    const { version } = installed;
    stdout.write(
      `Installed after ${seconds(begin)}: TensorFlow.js ${version} in ${installed.folder}.\n` +
        `A config asks for it with engine: ${name}.\n`,
    );
    return 0;
  } finally {
    clearInterval(clock);
    line.clear();
    interruption.release();
  }
}

function seconds(begin: number): string {
  return `${((performance.now() - begin) / 1000).toFixed(0)} s`;
}
