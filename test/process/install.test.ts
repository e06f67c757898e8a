import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativePackages } from '../../src/protocol/nativeEngines';
import { buildProduct, fitscope, startCli, type Answer } from '../support/product';
import { PackageServer } from '../support/registry/packageServer';
import {
  noisyPackage,
  tensorFlowPackage,
  workingLibrary,
} from '../support/registry/tensorFlowPackage';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const gpu = 'tensorflow-gpu';

describe('fitscope doctor --install', function () {
  this.timeout(120_000);
  let server: PackageServer;
  let folder: string;
  let engines: string;

  before(async () => {
    await buildProduct();
    server = new PackageServer(temporaryFolder());
    for (const { package: name } of Object.values(nativePackages))
      server.offer(tensorFlowPackage(name));
    server.offer(noisyPackage);
    await server.listen();
  });
  after(async () => {
    await server.close();
    removeTemporaryFolders();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    engines = join(folder, 'engines');
    server.manners = { packages: 'whole', library: 'whole' };
    server.library = workingLibrary({ gpu: true });
    server.asked.length = 0;
  });

  const environment = (more: Readonly<Record<string, string>> = {}) => ({
    FITSCOPE_ENGINES: engines,
    npm_config_registry: `${server.url}/`,
    npm_config_cache: join(folder, 'cache'),
    npm_config_userconfig: join(folder, 'npmrc'),
    // As under npm run in a project that allows no scripts.
    npm_config_ignore_scripts: 'true',
    TFJS_NODE_CDN_STORAGE: `${server.url}/`,
    NOISY_MARK: join(folder, 'noisy'),
    ...more,
  });
  const install = (name = gpu, more: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    fitscope(['doctor', '--install', name], { cwd: folder, environment: environment(more) });
  const assertNothingLeft = () =>
    assert.deepEqual(existsSync(engines) ? readdirSync(engines) : [], []);

  it('installs the package, runs its script and no other, and the engine works', async () => {
    const { code, stdout, stderr } = await install();
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Fetching packages\nDownloading TensorFlow .*\nLoading it .*\nInstalled/);
    assert.match(
      stdout,
      /TensorFlow\.js 4\.[\d.]+ in .*engines.tensorflow-gpu\.\n.*engine: tensorflow-gpu/,
    );
    assert.deepEqual(readdirSync(engines), [gpu]);
    assert.ok(existsSync(join(engines, gpu, 'node_modules', 'fitscope-test-noisy')));
    assert.ok(!existsSync(join(folder, 'noisy')), 'a script ran that nobody asked for');
    const { stdout: report } = await fitscope(['doctor'], {
      cwd: folder,
      environment: environment(),
    });
    assert.match(report, /^tensorflow-gpu: works \(4\./m);
  });

  it('installs over what is there, beside the other engine', async () => {
    mkdirSync(join(engines, 'tensorflow', 'node_modules'), { recursive: true });
    writeFileSync(join(engines, 'tensorflow', 'old'), '');
    mkdirSync(join(engines, gpu), { recursive: true });
    server.library = workingLibrary({ gpu: false });
    const { code, stderr } = await install('tensorflow');
    assert.equal(code, 0, stderr);
    assert.deepEqual(readdirSync(engines).sort(), ['tensorflow', gpu]);
    assert.ok(!existsSync(join(engines, 'tensorflow', 'old')));
  });

  it('takes away what an installer left that was killed', async () => {
    mkdirSync(join(engines, `${gpu}.partial-999999999`), { recursive: true });
    assert.equal((await install()).code, 0);
    assert.deepEqual(readdirSync(engines), [gpu]);
  });

  const failures: readonly {
    readonly title: string;
    readonly says: RegExp;
    readonly prepare?: () => void;
    readonly more?: () => Readonly<Record<string, string>>;
  }[] = [
    {
      title: 'the registry is not there',
      more: () => ({ npm_config_registry: 'http://127.0.0.1:9/' }),
      says: /127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)\. Check the connection, and the registry/,
    },
    {
      title: 'the registry does not have it',
      more: () => ({ npm_config_registry: `${server.url}/elsewhere/` }),
      says: /127\.0\.0\.1:\d+ does not have what was asked for \(404\)/,
    },
    {
      title: 'a package is cut in the middle',
      prepare: () => void (server.manners.packages = 'half'),
      says: /download.* ended before it was complete\. Try again; check the connection/,
    },
    {
      title: 'the server of the library is not there',
      more: () => ({ TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:9/' }),
      says: /127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)\. The library comes .* TFJS_NODE_CDN_STORAGE/,
    },
    {
      title: 'the library is cut in the middle',
      prepare: () => void (server.manners.library = 'half'),
      says: /download from 127\.0\.0\.1:\d+ ended before it was complete\. Try again; the library/,
    },
    {
      title: 'the install script fails',
      more: () => ({ SCRIPT_FAILS: 'the moon is wrong' }),
      says: /install script failed: Error: the moon is wrong\./,
    },
    {
      title: 'there is no binding for this Node',
      more: () => ({ SCRIPT_FAILS: 'node-pre-gyp install failed with error: x' }),
      says: /no ready-made binding for Node [\d.]+ on \w+-\w+, and building one failed/,
    },
    {
      title: 'CUDA is another',
      prepare: () =>
        void (server.library = `throw new Error('libcudart.so.11.0: cannot open shared object file')`),
      says: /downloaded, but does not work here.*libcudart\.so\.11\.0 is missing: TensorFlow needs CUDA 11/,
    },
    {
      title: 'there is no GPU',
      prepare: () => void (server.library = workingLibrary({ gpu: false })),
      says: /downloaded, but does not work here.*found no GPU/,
    },
    {
      title: 'the library loads and computes nonsense',
      prepare: () =>
        void (server.library = workingLibrary({ gpu: true }).replace(
          'getBackend:',
          `add: { value: (a) => a }, getBackend:`,
        )),
      says: /downloaded, but does not work here.*1 \+ 1 gave 1/,
    },
    {
      title: 'the library takes its process with it',
      prepare: () => void (server.library = `process.kill(process.pid, 'SIGSEGV')`),
      says: /downloaded, but does not work here.*ended by SIGSEGV/,
    },
    {
      title: 'there is no npm',
      more: () => ({ PATH: '' }),
      says: /no npm on the PATH\. It comes with Node\.js/,
    },
  ];
  for (const { title, says, prepare, more } of failures)
    it(`says what to do and leaves nothing where ${title}`, async () => {
      prepare?.();
      const { code, stderr } = await install(gpu, more?.());
      assert.equal(code, 1, stderr);
      assert.match(stderr, says);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      assertNothingLeft();
    });

  it('keeps the engine that works when another one is not to be had', async () => {
    assert.equal((await install()).code, 0);
    server.manners.library = 'half';
    assert.equal((await install()).code, 1);
    assert.deepEqual(readdirSync(engines), [gpu]);
    assert.ok(
      existsSync(join(engines, gpu, 'node_modules', nativePackages[gpu].package, 'library.js')),
    );
  });

  it('is cancelled by Ctrl-C, with everything that it started', async () => {
    server.manners.library = 'silent';
    const pidFile = join(folder, 'pid');
    const { child, answer } = startCli(['doctor', '--install', gpu], {
      cwd: folder,
      environment: environment({ SCRIPT_PID: pidFile }),
    });
    await waitFor('the download', () => server.asked.includes('/library'), 60_000);
    const script = Number(readFileSync(pidFile, 'utf8'));
    assert.ok(isAlive(script));
    const begin = Date.now();
    child.kill('SIGINT');
    const { code, stderr } = await answer;
    assert.ok(Date.now() - begin < 5000);
    assert.equal(code, 1);
    assert.match(stderr, /tensorflow-gpu was not installed: it was cancelled\./);
    // Who has ended is there until its new parent has looked after it.
    await waitFor('the end of the install script', () => !isAlive(script), 2000);
    assertNothingLeft();
  });

  it('refuses what it does not know', async () => {
    const { code, stderr } = await install('tensorfow');
    assert.equal(code, 2);
    assert.match(stderr, /tensorflow, tensorflow-gpu/);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
