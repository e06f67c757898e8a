export interface CoreRuntime {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Variables of the editor's debugger: a core that obeys them waits for it. */
const unwanted = ['NODE_OPTIONS', 'VSCODE_INSPECTOR_OPTIONS'];

/**
 * What runs the core: the Node of the settings, else the one inside the editor, which is either
 * plain Node (a server) or Electron, told to behave like it. `enginesFolder` is where the core finds
 * engines that were installed.
 */
export function coreRuntime(
  nodePath: string,
  host: { readonly execPath: string; readonly env: NodeJS.ProcessEnv },
  enginesFolder: string,
): CoreRuntime {
  const wanted = Object.entries(host.env).filter(([name]) => !unwanted.includes(name));
  return {
    command: nodePath.trim() || host.execPath,
    env: {
      ...Object.fromEntries(wanted),
      ELECTRON_RUN_AS_NODE: '1',
      FITSCOPE_ENGINES: enginesFolder,
    },
  };
}
