/** Who made a model, as people know them. Data: catalogue/makers.ts. */
export type Maker = {
  /** Stays the same: filters and links hold it. */
  readonly id: string;
  readonly name: string;
  /** Name of its mark in the icon set of the portal. */
  readonly logo: string;
  /** What manifests write as `owner` of its models. */
  readonly owners?: readonly string[];
  /** Names of models that are its own whoever sells them. */
  readonly models?: RegExp;
};
