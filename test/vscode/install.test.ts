import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativePackages } from '../../src/protocol/nativeEngines';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { digitsConfig } from '../support/configFile';
import { buildProduct } from '../support/product';
import { PackageServer } from '../support/registry/packageServer';
import {
  noisyPackage,
  tensorFlowPackage,
  workingLibrary,
} from '../support/registry/tensorFlowPackage';
import { runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { newWindow, sharedServer } from '../support/vscode/sharedEditor';

const root = join(__dirname, '..', '..');
const title = 'Fitscope: Install Native TensorFlow';

describe('installing TensorFlow in a real VS Code', function () {
  this.timeout(180_000);
  let packages: PackageServer;
  let window: EditorPage;
  let folder: string;
  let engines: string;
  const installed = () => (existsSync(engines) ? readdirSync(engines) : []);

  before(async () => {
    await buildProduct();
    packages = new PackageServer(temporaryFolder());
    packages.offer(tensorFlowPackage(nativePackages.tensorflow.package));
    packages.offer(noisyPackage);
    packages.library = workingLibrary({ gpu: false });
    await packages.listen();
    folder = temporaryFolder();
    writeFileSync(join(folder, 'digits.fit.yaml'), `${digitsConfig(1)}engine: tensorflow\n`);
    const environment = {
      npm_config_registry: `${packages.url}/`,
      npm_config_cache: join(temporaryFolder(), 'cache'),
      TFJS_NODE_CDN_STORAGE: `${packages.url}/`,
    };
    const options = { trust: true, environment };
    const { userDataDir } = await sharedServer(options);
    engines = join(userDataDir, 'User', 'globalStorage', 'fitscope.fitscope', 'engines');
    window = await newWindow(options);
    await window.open(folder, { development: root });
    await window.answerTrust(false);
  });

  after(async () => {
    await window?.close();
    await packages?.close();
    removeTemporaryFolders();
  });

  it('is not offered in Restricted Mode', async () => {
    await window.openFile('digits.fit.yaml');
    assert.deepEqual(await window.offeredCommands(title), []);
    await window.grantTrust();
    assert.deepEqual(await window.offeredCommands(title), [title]);
  });

  it('shows how far it is, and is cancelled', async () => {
    packages.manners.library = 'silent';
    await window.runCommand(title);
    assert.deepEqual(await window.quickInputRows(), ['tensorflow-gpu', 'tensorflow']);
    await window.pickQuickInput('tensorflow');
    const { text } = await window.waitForNotification('Downloading TensorFlow');
    assert.match(text, /Installing tensorflow.*\d+ s, Downloading TensorFlow/);
    await window.answerNotification('Installing tensorflow', 'Cancel');
    await window.until('nothing', () => Promise.resolve(installed().length === 0));
  });

  it('says what to do when it fails', async () => {
    packages.manners.library = 'half';
    await window.runCommand(title);
    await window.pickQuickInput('tensorflow');
    await window.waitForNotification('ended before it was complete. Try again');
    assert.deepEqual(installed(), []);
  });

  it('installs it, and the next run trains with it', async () => {
    packages.manners.library = 'whole';
    await window.runCommand(title);
    await window.pickQuickInput('tensorflow');
    await window.waitForNotification('works. A config asks for it with engine: tensorflow.');
    assert.deepEqual(installed(), ['tensorflow']);
    await window.openFile('digits.fit.yaml');
    await window.runCommand('Fitscope: Diagnose');
    await window.until('the run', () =>
      Promise.resolve(runFolders(folder).some((run) => readRunRecord(run).outcome === 'finished')),
    );
    const [run = ''] = runFolders(folder);
    assert.match(readRunRecord(run).engine ?? '', /^tensorflow 4\./);
  });
});
