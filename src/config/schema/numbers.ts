import * as z from 'zod';

/** The number kinds that config keys are made of. Zod refuses NaN and Infinity by itself. */
export const count = z.int().min(1);
export const positive = z.number().positive();
export const nonNegative = z.number().min(0);
/** In [0, 1): a share that must leave something over. */
export const shareBelowOne = z.number().min(0).lt(1);
/** In [0, 1]. */
export const share = z.number().min(0).max(1);
/** Any unsigned 32-bit number. */
export const seed = z.int().min(0).max(4294967295);
export const word = z.string().min(1);
