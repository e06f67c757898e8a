import type { FromPanel } from '../../src/protocol/panelMessages';

/** What the page remembers while it is hidden and over a reload of the window. */
export interface Memory {
  readonly run?: string;
  readonly scroll?: number;
  /** Ids of the charts that show their table. */
  readonly tables?: readonly string[];
}

export interface HostApi<Message = FromPanel, Remembered = Memory> {
  send(message: Message): void;
  remembered(): Remembered;
  remember(memory: Remembered): void;
}

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The editor's side of the page; it may be asked for once only. */
export function hostApi(): HostApi {
  return hostApiFor<FromPanel, Memory>();
}

/** The same for another page with messages and a memory of its own. */
export function hostApiFor<Message, Remembered extends object>(): HostApi<Message, Remembered> {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    remembered: () => (api.getState() ?? {}) as Remembered,
    remember: (memory) => api.setState({ ...(api.getState() ?? {}), ...memory }),
  };
}
