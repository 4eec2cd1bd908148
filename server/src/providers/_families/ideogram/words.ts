/** Ideogram's lists. Source: the OpenAPI document of developer.ideogram.ai, as kept in api-evangelist/ideogram. */

export const speeds = ['FLASH', 'TURBO', 'DEFAULT', 'QUALITY'] as const;
export const magic = ['AUTO', 'ON', 'OFF'] as const;
export const styles = ['AUTO', 'GENERAL', 'REALISTIC', 'DESIGN', 'FICTION'] as const;
export const legacyStyles = [
  ...['AUTO', 'GENERAL', 'REALISTIC', 'DESIGN', 'RENDER_3D', 'ANIME', 'FICTION'],
] as const;

export const ratios: readonly string[] =
  '1x3 3x1 1x2 2x1 9x16 16x9 10x16 16x10 2x3 3x2 3x4 4x3 4x5 5x4 1x1'.split(' ');
export const legacyRatios: readonly string[] = '10_16 16_10 9_16 16_9 3_2 2_3 4_3 3_4 1_1 1_3 3_1'.split(' ');

export const resolutions: readonly string[] = (
  '512x1536 576x1408 576x1472 576x1536 640x1344 640x1408 640x1472 640x1536 704x1152 704x1216 704x1280 704x1344 ' +
  '704x1408 704x1472 736x1312 768x1088 768x1216 768x1280 768x1344 800x1280 832x960 832x1024 832x1088 832x1152 ' +
  '832x1216 832x1248 864x1152 896x960 896x1024 896x1088 896x1120 896x1152 960x832 960x896 960x1024 960x1088 ' +
  '1024x832 1024x896 1024x960 1024x1024 1088x768 1088x832 1088x896 1088x960 1120x896 1152x704 1152x832 1152x864 ' +
  '1152x896 1216x704 1216x768 1216x832 1248x832 1280x704 1280x768 1280x800 1312x736 1344x640 1344x704 1344x768 ' +
  '1408x576 1408x640 1408x704 1472x576 1472x640 1472x704 1536x512 1536x576 1536x640'
).split(' ');

/** The requests of 3.0, and those of the models before it. */
export const v3Actions = [
  'v3-generate',
  'v3-edit',
  'v3-remix',
  'v3-reframe',
  'v3-replace-background',
] as const;
export const legacyActions = ['generate', 'remix'] as const;

export const v3Model = 'ideogram-v3';
export const upscaleModel = 'ideogram-upscale';
export const describeModel = 'ideogram-describe';

/** 'ideogram-v2a-turbo' is Ideogram's V_2A_TURBO; undefined for a name that is none of the models before 3.0. */
export function legacyWord(model: string): string | undefined {
  const [, version, turbo = ''] = /^ideogram-v(1|2|2a)(-turbo)?$/.exec(model) ?? [];
  return version === undefined ? undefined : `V_${version}${turbo.replace('-', '_')}`.toUpperCase();
}

/** Which actions a model has; undefined for a model that nobody here knows. */
export function actionsOf(model: string): readonly string[] | undefined {
  if (model === v3Model) return v3Actions;
  if (model === upscaleModel) return ['upscale'];
  if (model === describeModel) return ['describe'];
  return legacyWord(model) === undefined ? undefined : legacyActions;
}
