import type { CallKind } from '../../spec/call.ts';

/** The paths behind /v1, and the model of a request that names none. */
type Action = { readonly kind: CallKind; readonly model?: string };

/**
 * Where Kling has no name for what answers, the gateway has one, so that it can be priced and allowed like any model.
 * The defaults of requests whose maker's own default is out of service are the models that follow it.
 */
export const actions: Readonly<Record<string, Action>> = {
  'images/generations': { kind: 'image', model: 'kling-v2-1' },
  'images/kolors-virtual-try-on': { kind: 'image', model: 'kolors-virtual-try-on-v1' },
  'images/omni-image': { kind: 'image', model: 'kling-image-o1' },
  'images/multi-image2image': { kind: 'image', model: 'kling-v2-1' },
  'images/editing/expand': { kind: 'image', model: 'kling-image-expand' },
  'videos/text2video': { kind: 'video', model: 'kling-v2-5-turbo' },
  'videos/image2video': { kind: 'video', model: 'kling-v2-5-turbo' },
  'videos/multi-image2video': { kind: 'video', model: 'kling-v3-omni' },
  'videos/omni-video': { kind: 'video', model: 'kling-video-o1' },
  'videos/video-extend': { kind: 'video', model: 'kling-v3-omni' },
  'videos/effects': { kind: 'video', model: 'kling-effects' },
  'videos/lip-sync': { kind: 'video', model: 'kling-lip-sync' },
  'videos/identify-face': { kind: 'video', model: 'kling-identify-face' },
  'videos/advanced-lip-sync': { kind: 'video', model: 'kling-lip-sync' },
  'videos/motion-control': { kind: 'video', model: 'kling-v2-6' },
  'videos/avatar/image2video': { kind: 'video', model: 'kling-avatar' },
  'audio/tts': { kind: 'music', model: 'kling-tts' },
  'audio/text-to-audio': { kind: 'music', model: 'kling-audio' },
  'audio/video-to-audio': { kind: 'music', model: 'kling-audio' },
  'general/custom-voices': { kind: 'video', model: 'kling-custom-voices' },
};

const kinds: Readonly<Record<string, CallKind>> = {
  images: 'image',
  videos: 'video',
  audio: 'music',
  general: 'video',
};

/** What is known of an action; of one that is not listed, its kind. Undefined: no such group. */
export const actionOf = (action: string): Action | undefined => {
  const listed = actions[action];
  if (listed) return listed;
  const [group = '', ...rest] = action.split('/');
  const kind = kinds[group];
  return kind && { kind, model: `kling-${rest.join('-')}` };
};

/** Actions of the newer paths, which name the model at their end: /text-to-video/kling-3.0-turbo. */
export const pathedActions: readonly string[] = [
  'text-to-video',
  'image-to-video',
  'omni-video',
  'motion-control',
];

/** Actions of three steps: the list of their tasks must not be taken for a task of that name. */
export const longActions: ReadonlySet<string> = new Set([
  'images/editing/expand',
  'videos/avatar/image2video',
  'videos/multi-elements/init-selection',
  'videos/multi-elements/add-selection',
  'videos/multi-elements/delete-selection',
  'videos/multi-elements/clear-selection',
  'videos/multi-elements/preview-selection',
]);
