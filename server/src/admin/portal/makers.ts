import type { Maker } from '../../spec/maker.ts';

export type ShownMaker = { readonly id: string; readonly name: string; readonly logo: string | null };

/** By the model's name, else by the owner that its manifest or the operator names; an owner nobody knows has no logo. */
export function makerOf(makers: readonly Maker[], model: string, owner: string): ShownMaker | undefined {
  const found =
    makers.find((maker) => maker.models?.test(model)) ??
    makers.find((maker) => maker.owners?.includes(owner));
  if (found) return { id: found.id, name: found.name, logo: found.logo };
  return owner === '' ? undefined : { id: owner, name: owner, logo: null };
}
