import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editorUrl, extensionAwayFrom, type UrlOptions } from './editorUrl';
import { installEditor } from './installEditor';
import { ownGroup, type OwnedGroup } from './ownGroup';
import { quietSettings } from './userSettings';

export interface ServerOptions {
  /** Folder of installed extensions; left out, an empty one that ends with the server. */
  readonly extensionsDir?: string;
  /** Added to the quiet settings. */
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** Whether the trust question is asked (and Restricted Mode exists); false trusts every folder. */
  readonly trust: boolean;
  /** Added to the environment of the server, its extension host and what that starts. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface EditorServer {
  readonly port: number;
  /** Folder of user settings, state and logs of this server. */
  readonly userDataDir: string;
  readonly extensionsDir: string;
  url(folder: string | undefined, options?: UrlOptions): string;
  /** Forgets what windows changed in the user settings; open ones notice only after a reload. */
  resetSettings(): void;
  /** What the server has said so far. */
  said(): string;
  stop(): Promise<void>;
}

const startSeconds = 30;
/** Else the server asks for an index of extensions on the network. */
const noGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

/** Starts a VS Code server on a free port of this machine and waits until it answers. */
export async function startEditorServer(options: ServerOptions): Promise<EditorServer> {
  const { root, serverMain } = await installEditor();
  const home = mkdtempSync(join(tmpdir(), 'fitscope-editor-'));
  const userDataDir = join(home, 'user');
  const extensionsDir = options.extensionsDir ?? join(home, 'extensions');
  const settingsFile = join(userDataDir, 'User', 'settings.json');
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  mkdirSync(extensionsDir, { recursive: true });
  const settings = JSON.stringify({ ...quietSettings, ...options.userSettings }, null, 2);
  const resetSettings = (): void => writeFileSync(settingsFile, settings);
  resetSettings();

  const args = [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--user-data-dir', userDataDir, '--server-data-dir', join(home, 'server')],
    ...['--extensions-dir', extensionsDir],
    ...(options.trust ? [] : ['--disable-workspace-trust']),
  ];
  const group = ownGroup(
    spawn(
      process.execPath,
      ['--require', join(__dirname, 'dieWithParent.cjs'), serverMain, ...args],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
        env: { ...cleanEnvironment(), ...noGallery, ...options.environment },
      },
    ),
  );
  const stop = async (): Promise<void> => {
    await group.end();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await listeningPort(group);
    return {
      port,
      userDataDir,
      extensionsDir,
      url: (folder, urlOptions = {}) => {
        const away = extensionAwayFrom(root, urlOptions.development, home);
        return editorUrl(port, folder, { ...urlOptions, ...away });
      },
      resetSettings,
      said: () => group.said(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The tests may themselves run in a terminal of VS Code, whose variables would mislead the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
    ),
  );
}

async function listeningPort(group: OwnedGroup): Promise<number> {
  const end = Date.now() + startSeconds * 1000;
  while (Date.now() < end && group.isRunning()) {
    const port = /Extension host agent listening on (\d+)/.exec(group.said())?.[1];
    if (port !== undefined && (await answers(Number(port)))) return Number(port);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The editor's server did not answer within ${startSeconds} s:\n${group.said()}`);
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/version`)).ok;
  } catch {
    return false;
  }
}
