import { ProgramBuilder } from '../../../src/core/program/builder';
import type { Program } from '../../../src/core/program/program';
import type { OperationCase } from './operationCases';
import type { SeededRandom } from './seededRandom';

/** A program of one operation; its outputs are y0, y1, ... */
export function caseProgram(write: OperationCase, random: SeededRandom): Program {
  const b = new ProgramBuilder();
  write(b, random).forEach((value, index) => b.output(`y${index}`, value));
  return b.build();
}
