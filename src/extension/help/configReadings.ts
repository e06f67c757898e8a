import type { TextDocument } from 'vscode';
import { languageOf } from '../../config/configLanguage';
import type { ConfigReading, readConfig } from '../../config/readConfig';

/** Checked configs, each version of a document once. The schemas are loaded with the first one. */
export class ConfigReadings {
  private readonly kept = new WeakMap<TextDocument, Kept>();
  private reader: typeof readConfig | undefined;

  async load(): Promise<void> {
    this.reader ??= (await import('../../config/readConfig')).readConfig;
  }

  /** The reading of a document as it is now; undefined before `load` has ended, and for no config. */
  now(document: TextDocument): ConfigReading | undefined {
    const { version } = document;
    const kept = this.kept.get(document);
    if (kept?.version === version) return kept.reading;
    const language = languageOf(document.uri.path);
    if (!language || !this.reader) return undefined;
    const reading = this.reader(document.getText(), language);
    this.kept.set(document, { version, reading });
    return reading;
  }

  async read(document: TextDocument): Promise<ConfigReading | undefined> {
    await this.load();
    return this.now(document);
  }
}

interface Kept {
  readonly version: number;
  readonly reading: ConfigReading;
}
