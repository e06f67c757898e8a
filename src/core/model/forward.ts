import type { ActivationKind, ModelSettings } from '../../protocol/settings';
import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';
import { activate } from './activation';
import type { DenseShape, LayerShape } from './layerShape';
import { unitCount } from './layerShape';
import { batchNormInEvaluation, batchNormInTraining } from './normalization/batchNorm';
import { layerNorm } from './normalization/layerNorm';
import { perChannel } from './normalization/perChannel';
import type { Forward, ForwardInputs, MaskSlot, ParameterSlot } from './plan';

/** What planModel found out. */
export interface ModelLayout {
  readonly model: ModelSettings;
  readonly shapes: readonly LayerShape[];
  readonly parameters: readonly ParameterSlot[];
  readonly masks: readonly MaskSlot[];
  /** Widths of the batch-normalized layers; each has a running mean and variance in the state. */
  readonly runningWidths: readonly number[];
}

/** Writes the forward pass; the parameters are split once for all layers. */
export function writeForward(
  builder: ProgramBuilder,
  layout: ModelLayout,
  inputs: ForwardInputs,
): Forward {
  return new ForwardWriter(builder, layout, inputs).write();
}

class ForwardWriter {
  private readonly parameters: ReadonlyMap<string, Value>;
  private readonly running: readonly Value[];
  private readonly runningAfter: Value[] = [];
  private readonly masks: Value[];
  private readonly activations: { readonly layer: string; readonly value: Value }[] = [];

  constructor(
    private readonly b: ProgramBuilder,
    private readonly layout: ModelLayout,
    private readonly inputs: ForwardInputs,
  ) {
    const { parameters, runningWidths, masks } = layout;
    const parts = b.split(
      inputs.parameters,
      parameters.map((slot) => slot.size),
    );
    this.parameters = new Map(
      parameters.map((slot, index) => [slot.name, this.shaped(parts[index] as Value, slot.shape)]),
    );
    if (runningWidths.length > 0 && !inputs.state)
      throw new Error('Batch normalization needs its running statistics as the input state.');
    this.running = inputs.state
      ? b.split(
          inputs.state,
          runningWidths.flatMap((width) => [width, width]),
        )
      : [];
    const expected = inputs.mode === 'train' ? masks.length : 0;
    if (inputs.masks.length !== expected)
      throw new Error(
        `Mode ${inputs.mode} takes ${expected} dropout masks, got ${inputs.masks.length}.`,
      );
    this.masks = [...inputs.masks];
  }

  write(): Forward {
    const { b, layout } = this;
    let x = this.inputs.x;
    for (const shape of layout.shapes.slice(0, -1)) x = this.hidden(shape, x);
    const output = layout.shapes.at(-1) as DenseShape;
    const features = this.flat(x, output.inputs);
    const logits = this.linear(output, features);
    const { output_multiplier: multiplier, centre_outputs: isCentred } = layout.model;
    const scaled = multiplier === 1 ? logits : b.multiply(logits, multiplier);
    return {
      logits: isCentred ? b.subtract(scaled, b.mean(scaled, [1], true)) : scaled,
      activations: this.activations,
      features,
      ...(this.runningAfter.length > 0 ? { state: b.concat(this.runningAfter) } : {}),
    };
  }

  private hidden(shape: LayerShape, x: Value): Value {
    const { b, layout } = this;
    const linear =
      shape.kind === 'conv'
        ? this.convolution(shape.name, x)
        : this.linear(shape, this.flat(x, shape.inputs));
    const normalized = this.normalized(shape.name, linear);
    const kind = layout.model.activation;
    const activation = activate(b, kind, normalized);
    this.activations.push({ layer: shape.name, value: this.flat(activation, unitCount(shape)) });
    const passed = shape.kind === 'conv' ? this.pooled(kind, normalized, activation) : activation;
    const mask = this.masks.shift();
    return mask ? b.multiply(passed, this.shaped(mask, passed.shape)) : passed;
  }

  /**
   * The largest activation of each 2x2 window. relu does not change which that is, nor its
   * gradient, and is cheaper on the quarter that is left; the full activation is then only computed
   * where somebody reads it.
   */
  private pooled(kind: ActivationKind, normalized: Value, activation: Value): Value {
    const { b } = this;
    return kind === 'relu' ? b.unary('relu', b.maxPool2d(normalized)) : b.maxPool2d(activation);
  }

  private linear({ name }: DenseShape, x: Value): Value {
    const weight = this.parameter(`${name}.weight`);
    if (!this.hasBias) return this.b.matmul(x, weight);
    return this.b.linear(x, weight, this.parameter(`${name}.bias`));
  }

  private convolution(name: string, x: Value): Value {
    const { b } = this;
    const mapped = b.apply({ kind: 'conv2d' }, x, this.parameter(`${name}.weight`));
    if (!this.hasBias) return mapped;
    return b.add(mapped, perChannel(b, this.parameter(`${name}.bias`), mapped));
  }

  private normalized(name: string, x: Value): Value {
    const { b } = this;
    const kind = this.layout.model.normalization;
    if (kind === 'none') return x;
    const [gain, shift] = [this.parameter(`${name}.gain`), this.parameter(`${name}.shift`)];
    switch (kind) {
      case 'layer':
        return layerNorm(b, x, gain, shift);
      case 'batch':
        return this.batchNormalized(x, gain, shift);
    }
  }

  private batchNormalized(x: Value, gain: Value, shift: Value): Value {
    const { b, running, runningAfter } = this;
    const place = 2 * this.activations.length;
    const [runningMean, runningVariance] = [running[place] as Value, running[place + 1] as Value];
    const inputs = { x, gain, shift, runningMean, runningVariance };
    if (this.inputs.mode === 'evaluate') return batchNormInEvaluation(b, inputs);
    const after = batchNormInTraining(b, inputs);
    runningAfter.push(after.runningMean, after.runningVariance);
    return after.value;
  }

  private get hasBias(): boolean {
    return this.layout.model.bias ?? true;
  }

  private parameter(name: string): Value {
    const found = this.parameters.get(name);
    if (!found) throw new Error(`There is no parameter ${name}.`);
    return found;
  }

  private flat(x: Value, units: number): Value {
    return this.shaped(x, ['batch', units]);
  }

  private shaped(x: Value, shape: Value['shape']): Value {
    return x.shape.length === shape.length ? x : this.b.reshape(x, shape);
  }
}
