import assert from 'node:assert/strict';
import { DataError } from '../../../src/core/data/dataError';

/** The DataError that the work ends in; fails when it ends well or in anything else. */
export async function faultOf(work: () => unknown): Promise<DataError> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof DataError, `not a DataError: ${String(error)}`);
    assert.doesNotMatch(error.message, /undefined|\[object|!/);
    return error;
  }
  assert.fail('the work ended without an error');
}
