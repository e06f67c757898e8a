/** One thing that a diagnosis has to say, at a config path. */
export interface Finding {
  /** Id of the rule, such as `weight-decay-too-high`. */
  readonly rule: string;
  readonly severity: 'problem' | 'hint';
  /** Config path that it points at, such as `optimizer.weight_decay`. */
  readonly path: string;
  readonly says: string;
  readonly evidence: readonly Evidence[];
  readonly confidence: 'low' | 'medium' | 'high';
  readonly remedies: readonly Remedy[];
}

export interface Evidence {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  /** What would be expected of a healthy run, in words: "above 0.7". */
  readonly expected: string;
  /** Where the expectation comes from: a paper, or a measurement with its good and harm rates. */
  readonly source: string;
}

export interface Remedy {
  readonly id: string;
  readonly says: string;
  readonly change: Change;
}

export interface Change {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

export type Verdict =
  'underfitting' | 'balanced' | 'overfitting' | 'over_aligned' | 'lazy' | 'unstable' | 'undecided';

/** What `findings.json` holds. */
export interface Diagnosis {
  readonly verdict: Verdict;
  /** One sentence for people: why this verdict. */
  readonly says: string;
  readonly findings: readonly Finding[];
  /** What the signals of this run mean, said whether or not anything is wrong; OUI first. */
  readonly explanations?: readonly Explanation[];
}

/** A measured value and what it means here; never advice. */
export interface Explanation {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly says: string;
}
