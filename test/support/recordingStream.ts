import type { TextStream } from '../../src/cli/context';

/** Keeps what is written to it, and calls itself a terminal or not. */
export class RecordingStream implements TextStream {
  text = '';

  constructor(
    readonly isTTY: boolean,
    readonly columns = 80,
  ) {}

  write(text: string): void {
    this.text += text;
  }

  /** What a terminal would show now in its last line. */
  get lastLine(): string {
    return this.text.split(/\r\u001b\[K|\n/).at(-1) ?? '';
  }
}
