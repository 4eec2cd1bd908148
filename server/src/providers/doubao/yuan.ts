/** Yuan for one USD: the rate in models.dev's Ark data of 2026-09-02. An operator who pays in yuan sets their own. */
export const yuanPerUsd = 6.737;
export const usdOf = (yuan: string): string => (Number(yuan) / yuanPerUsd).toFixed(6);

export const inYuan = `prices in yuan converted at ${yuanPerUsd} yuan for 1 USD (rate of 2026-09-02)`;
