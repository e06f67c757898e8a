import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { Outcome, TestState } from './outcomes';

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } =
  Mocha.Runner.constants;

/** Prints as `spec` does, and leaves what became of each test in the file FITSCOPE_OUTCOMES. */
class RecordingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const outcomes: Outcome[] = [];
    const record = (state: TestState) => (test: Mocha.Runnable) =>
      void outcomes.push({ file: test.file ?? '', title: test.fullTitle(), state });
    runner.on(EVENT_TEST_PASS, record('passed'));
    runner.on(EVENT_TEST_FAIL, record('failed'));
    runner.on(EVENT_TEST_PENDING, record('pending'));
    runner.once(EVENT_RUN_END, () => {
      const path = process.env['FITSCOPE_OUTCOMES'];
      if (path !== undefined) writeFileSync(path, JSON.stringify(outcomes));
    });
  }
}

// Mocha takes a reporter that is the module itself.
module.exports = RecordingReporter;
