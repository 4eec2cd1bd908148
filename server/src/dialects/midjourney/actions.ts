import type { CallKind } from '../../spec/call.ts';

/**
 * What a button does, by its customId, in the words that prices have (`mj_upscale` -> 'upscale'). A key part of the id
 * that no row knows is 'action': it has the general price and is not refused, because Midjourney adds buttons with every
 * version. The first row that is in the key part counts. Sources: the buttons of midjourney-proxy's tasks;
 * QuantumNous/new-api, service/midjourney.go.
 */
const buttons: readonly (readonly [part: string, action: string])[] = [
  ['video_virtual_upscale', 'video_upscale'],
  ['animate', 'video'],
  ['upsample', 'upscale'],
  ['low_variation', 'low_variation'],
  ['high_variation', 'high_variation'],
  ['variation', 'variation'],
  ['pan_', 'pan'],
  ['reroll', 'reroll'],
  ['Outpaint', 'zoom'],
  ['CustomZoom', 'custom_zoom'],
  ['Inpaint', 'inpaint'],
  ['PicReader', 'imagine'],
  ['Picread', 'describe'],
  ['PromptAnalyzer', 'imagine'],
  ['BOOKMARK', 'bookmark'],
];

/** 'MJ::JOB::upsample::2::3dbb…' -> 'upscale'; undefined for what is no customId. */
export function actionOfButton(customId: string): string | undefined {
  const [head, group, word] = customId.split('::');
  if (head !== 'MJ' || !group) return undefined;
  const key = /^job$/i.test(group) ? word : group;
  if (!key) return undefined;
  return buttons.find(([part]) => key.includes(part))?.[1] ?? 'action';
}

/** 'U2' -> upscale of the second picture; undefined for anything else. */
export function actionOfWord(word: string): string | undefined {
  if (/^R$/i.test(word)) return 'reroll';
  const letter = /^([UV])[1-4]$/i.exec(word)?.[1]?.toUpperCase();
  return letter === 'U' ? 'upscale' : letter === 'V' ? 'variation' : undefined;
}

/** Films are another kind than pictures. */
export const kindOf = (action: string): CallKind => (action.startsWith('video') ? 'video' : 'image');
