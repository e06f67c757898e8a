import type * as tf from '@tensorflow/tfjs-core';

/** What is used of TensorFlow.js; tfjs-node and tfjs-node-gpu offer all of it. */
export type TensorFlow = typeof tf;
