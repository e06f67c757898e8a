import type { FromPanel } from '../../src/protocol/panelMessages';

/** What the page remembers while it is hidden and over a reload of the window. */
export interface Memory {
  readonly run?: string;
  readonly scroll?: number;
  /** Ids of the charts that show their table. */
  readonly tables?: readonly string[];
}

export interface HostApi {
  send(message: FromPanel): void;
  remembered(): Memory;
  remember(memory: Memory): void;
}

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The editor's side of the page; it may be asked for once only. */
export function hostApi(): HostApi {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    remembered: () => (api.getState() ?? {}) as Memory,
    remember: (memory) => api.setState({ ...(api.getState() ?? {}), ...memory }),
  };
}
