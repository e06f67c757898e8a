import type { ParamValue, PruneKind, SearchKind } from './searchSpace';

/**
 * A training config after checking, with every default filled in. Field names are those of the
 * config text, so that a path such as `optimizer.weight_decay` means the same in both.
 */
export interface Settings {
  readonly name?: string;
  readonly dataset: DatasetSettings;
  readonly model: ModelSettings;
  readonly loss: LossKind;
  readonly optimizer: OptimizerSettings;
  readonly schedule: ScheduleSettings;
  readonly training: TrainingSettings;
  readonly monitor: MonitorSettings;
  readonly engine: EngineChoice;
  /** What `fitscope sweep` tries; nothing that a run itself reads. */
  readonly sweep?: SweepSettings;
}

export type DatasetSettings = DatasetSource & DatasetSplit;

export type DatasetSource =
  | { readonly kind: 'bundled'; readonly name: BundledName }
  | {
      readonly kind: 'csv';
      /** Absolute once resolved. */
      readonly path: string;
      readonly target: string;
      readonly features?: readonly string[];
    }
  | {
      readonly kind: 'idx';
      readonly images: string;
      readonly labels: string;
      readonly validation_images?: string;
      readonly validation_labels?: string;
    }
  | {
      readonly kind: 'npy';
      readonly inputs: string;
      readonly targets: string;
      readonly validation_inputs?: string;
      readonly validation_targets?: string;
    }
  | SyntheticSource;

export interface SyntheticSource {
  readonly kind: 'synthetic';
  readonly name: SyntheticName;
  /** Training and validation samples together. */
  readonly samples: number;
  /** Inputs per sample; `two-moons` has 2, `modular-addition` twice the modulus. */
  readonly dimension: number;
  /** The modulus for `modular-addition`; 1 for `linear-teacher` and `sine-teacher`, whose target is a number. */
  readonly classes: number;
  /** Standard deviation of the noise on inputs (clusters, moons) or on targets (teachers). */
  readonly noise: number;
  readonly seed: number;
}

export interface DatasetSplit {
  /** First N after the seeded shuffle; all when left out. */
  readonly train_samples?: number;
  /** Share held out, in [0, 1). */
  readonly validation: number;
  /** Share of training labels redrawn uniformly over all classes, in [0, 1]. */
  readonly label_noise: number;
  readonly standardize: boolean;
  /** Inputs times this, where they are not standardized; 1 when left out. */
  readonly input_factor?: number;
}

export type BundledName = 'digits' | 'fashion-mnist-mini';
export type SyntheticName =
  | 'two-moons'
  | 'clusters'
  | 'xor-clusters'
  | 'relu-teacher'
  | 'linear-teacher'
  | 'sine-teacher'
  | 'two-gaussians'
  | 'modular-addition';

export type ModelSettings = ModelShape & {
  readonly activation: ActivationKind;
  readonly normalization: 'none' | 'batch' | 'layer';
  /** Probability of dropping a hidden unit, in [0, 1). */
  readonly dropout: number;
  readonly init: {
    readonly scheme: InitScheme;
    readonly scale: number;
    /** The output layer's own law; as the other layers when left out. */
    readonly output?: OutputInit;
  };
  readonly output_multiplier: number;
  /** Whether dense layers and convolutions add a bias; true when left out. */
  readonly bias?: boolean;
  /** The output layer stays as it starts; false when left out. */
  readonly freeze_output?: boolean;
  /** Each sample's outputs less their mean; false when left out. */
  readonly centre_outputs?: boolean;
};

export type ModelShape =
  | { readonly kind: 'mlp'; readonly hidden: readonly number[] }
  | {
      readonly kind: 'cnn';
      readonly channels: readonly number[];
      readonly dense: readonly number[];
    }
  | { readonly kind: 'two_layer'; readonly width: number }
  | { readonly kind: 'linear' };

export type ActivationKind = 'relu' | 'gelu' | 'silu' | 'tanh' | 'square';
export type InitScheme =
  | 'he_normal'
  | 'he_uniform'
  | 'glorot_normal'
  | 'glorot_uniform'
  | 'lecun_normal'
  | 'pytorch_default';
export type OutputInit = 'scheme' | 'signs' | 'balanced' | 'dominated';
export type LossKind = 'cross_entropy' | 'logistic' | 'mse';

export interface OptimizerSettings {
  readonly kind: OptimizerKind;
  readonly learning_rate: number;
  readonly weight_decay: number;
  readonly momentum: number;
}
export type OptimizerKind = 'sgd' | 'momentum' | 'adam' | 'adamw' | 'muon';

export type ScheduleSettings =
  | { readonly kind: 'constant' | 'cosine' | 'one_cycle'; readonly warmup: number }
  | {
      readonly kind: 'step';
      readonly warmup: number;
      /** Share of the run after which the rate falls, each time. */
      readonly every: number;
      readonly factor: number;
    }
  | {
      readonly kind: 'exponential';
      readonly warmup: number;
      /** Rate after the last step over the rate of the first. */
      readonly factor: number;
    };

export interface TrainingSettings {
  readonly epochs: number;
  readonly batch_size: number | 'all';
  readonly seed: number;
  readonly clip_gradient_norm?: number;
  readonly stop_at_train_loss?: number;
}

export interface SweepSettings {
  /** By config path: `log:1e-4..1e-1:7`, `lin:0..0.5`, `list:adam,adamw`, or a list of values. */
  readonly parameters: Readonly<Record<string, string | readonly ParamValue[]>>;
  readonly search?: SearchKind;
  readonly trials?: number;
  readonly minutes?: number;
  readonly workers?: number;
  readonly seed: number;
  readonly prune: PruneKind;
}

export interface MonitorSettings {
  readonly preset: 'economy' | 'standard' | 'full';
  readonly every_steps: number | 'auto';
  readonly probe_samples: number;
}

export type EngineChoice =
  | 'auto'
  | 'onnx'
  | 'onnx-wasm'
  | 'onnx-webgpu'
  | 'onnx-directml'
  | 'onnx-coreml'
  | 'onnx-cuda'
  | 'reference'
  | 'tensorflow'
  | 'tensorflow-gpu';
