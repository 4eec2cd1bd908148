import { sheets } from '../../catalogue/replicate/index.ts';
import type { ModelSheet } from '../../catalogue/sheet.ts';
import type { ModelFact } from '../../spec/provider.ts';

/** The models of the catalogue with their prices. An operator adds any other by its name or its version, with a price. */
const factOf = ({ name, kind, price, source, asOf }: ModelSheet): ModelFact => ({
  id: name,
  kinds: [kind],
  title: name,
  card: { rates: [{ meter: price.by, usd: price.usd, per: 1 }], source, asOf },
});

export const models: readonly ModelFact[] = sheets.map(factOf);
