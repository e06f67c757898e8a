/** Names of a model's inputs and outputs, apart from those of the values in between. */
export const inputName = (name: string): string => `in.${name}`;
export const outputName = (name: string): string => `out.${name}`;
