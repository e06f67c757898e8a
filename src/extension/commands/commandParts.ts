import type { Fitscope } from '../fitscope';
import type { ConfigFiles } from '../runs/configFiles';
import type { RunsView } from '../views/runsView';

/** What commands work with. */
export interface CommandParts extends Fitscope {
  readonly configs: ConfigFiles;
  readonly view: Pick<RunsView, 'selected' | 'selectedSweep'>;
}

/**
 * What a command does. Its arguments come from menus, links, key bindings and other extensions, and
 * may have been through JSON: runs go by id, files by URI or its text.
 */
export type Command = (parts: CommandParts, argument: unknown) => unknown;
