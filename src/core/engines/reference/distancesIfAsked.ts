import type { NumberArray } from './numberArray';

/** See the operation of this name; `inputs` are the scalar that asks, and the layers. */
export function distancesIfAsked(rows: number, inputs: readonly NumberArray[]): NumberArray {
  const [asked, ...layers] = inputs as readonly [NumberArray, ...NumberArray[]];
  const isAsked = asked.data[0]! > 0;
  const data = Float64Array.from(layers, (layer) => (isAsked ? distances(layer, rows) : 0));
  return { shape: [layers.length], data };
}

function distances({ shape, data }: NumberArray, rows: number): number {
  const [samples = 0] = shape;
  const units = data.length / samples;
  const limit = Math.max(1, Math.floor(units / 2));
  const count = Math.min(rows, samples);
  let sum = 0;
  for (let i = 0; i < count; i++)
    for (let k = 0; k < count; k++) {
      let differing = 0;
      for (let unit = 0; unit < units; unit++)
        if (data[i * units + unit]! > 0 !== data[k * units + unit]! > 0) differing++;
      sum += Math.min(differing / limit, 1);
    }
  return sum;
}
