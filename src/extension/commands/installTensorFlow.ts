import { join } from 'node:path';
import { env, ProgressLocation, window, workspace } from 'vscode';
import type { NativeName } from '../../protocol/nativeEngines';
import { CannotStart } from '../runs/cannotStart';
import { coreRuntime } from '../runs/coreRuntime';
import { enginesOf } from '../runs/enginesOf';
import type { CommandParts } from './commandParts';

/**
 * Downloads TensorFlow's native library by the user's npm, with a notification that cancels it;
 * every core that is started finds it then. Argument: `tensorflow` or `tensorflow-gpu`.
 */
export async function installTensorFlow(
  { context, log }: CommandParts,
  argument: unknown,
): Promise<void> {
  if (!workspace.isTrusted)
    throw new CannotStart(
      'This workspace is in Restricted Mode. Installing runs scripts of the package, which needs trust.',
      { kind: 'trust' },
    );
  const name = choices.find((choice) => choice.name === argument)?.name ?? (await choose());
  if (!name) return;
  const [{ installEngine }, { InstallError }, { installingInWords }] = await Promise.all([
    import('../../launch/install/installEngine'),
    import('../../launch/install/installError'),
    import('../../launch/install/installingInWords'),
  ]);
  const enginesFolder = enginesOf(context);
  const nodePath = workspace.getConfiguration('fitscope').get<string>('nodePath', '');
  const { command, env: environment } = coreRuntime(nodePath, process, enginesFolder);
  const title = `Installing ${name}`;
  const location = ProgressLocation.Notification;
  try {
    const { version, folder } = await window.withProgress(
      { location, title, cancellable: true },
      (progress, token) => {
        const cancelling = new AbortController();
        token.onCancellationRequested(() => cancelling.abort());
        const begin = performance.now();
        return installEngine({
          ...{ name, enginesFolder, environment, command, signal: cancelling.signal },
          corePath: context.asAbsolutePath(join('dist', 'core.js')),
          onProgress: (news) => {
            const says = installingInWords(news);
            log.debug(`${title}: ${says}`);
            const seconds = ((performance.now() - begin) / 1000).toFixed(0);
            progress.report({ message: `${seconds} s, ${says.slice(0, 100)}` });
          },
        });
      },
    );
    log.info(`${name}: TensorFlow.js ${version} in ${folder}`);
    void offerLine(name, version);
  } catch (error) {
    if (error instanceof InstallError && error.wasCancelled) return void log.info(error.message);
    throw error;
  }
}

const choices: readonly { readonly name: NativeName; readonly detail: string }[] = [
  { name: 'tensorflow-gpu', detail: 'For an NVIDIA GPU with CUDA 11 and cuDNN 8 on Linux.' },
  { name: 'tensorflow', detail: 'For the processor, on Linux and macOS.' },
];

async function choose(): Promise<NativeName | undefined> {
  const items = choices.map(({ name, detail }) => ({ name, label: name, detail }));
  const placeHolder = 'Which library? Each downloads some hundred megabytes.';
  return (await window.showQuickPick(items, { title: 'Install Native TensorFlow', placeHolder }))
    ?.name;
}

async function offerLine(name: NativeName, version: string): Promise<void> {
  const line = `engine: ${name}`;
  const says = `TensorFlow.js ${version} works. A config asks for it with ${line}.`;
  if (await window.showInformationMessage(says, 'Copy Line')) await env.clipboard.writeText(line);
}
