import type { Json } from '../../base/json.ts';
import { sheetOf, sheets } from '../../catalogue/replicate/index.ts';
import type { InputField, ModelSheet } from '../../catalogue/sheet.ts';
import { GatewayError } from '../../spec/fault.ts';

/** Models of the catalogue as the platform shows them, with their inputs as an OpenAPI document. */

/** The day that the sheets were written on. */
const dated = (sheet: ModelSheet): string => `${sheet.asOf}T00:00:00.000Z`;

const types: Readonly<Record<InputField['type'], Json>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  uri: { type: 'string', format: 'uri' },
  uris: { type: 'array', items: { type: 'string', format: 'uri' } },
};

const propertyOf = (
  { name, type, text, default: fallback, least, most, oneOf }: InputField,
  at: number,
): Json => ({
  ...types[type],
  title: name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' '),
  description: text.en,
  'x-order': at,
  ...(fallback === undefined ? {} : { default: fallback }),
  ...(least === undefined ? {} : { minimum: least }),
  ...(most === undefined ? {} : { maximum: most }),
  ...(oneOf === undefined ? {} : { enum: oneOf }),
});

const uri = { type: 'string', format: 'uri' };
const shapes: Readonly<Record<ModelSheet['output'], Json>> = {
  uri: { ...uri, title: 'Output' },
  uris: { type: 'array', items: uri, title: 'Output' },
  object: { type: 'object', title: 'Output', properties: { audio: uri, spectrogram: uri } },
};

/** The part of the platform's `openapi_schema` that clients look at. */
const schemaOf = (sheet: ModelSheet): Json => ({
  openapi: '3.0.2',
  info: { title: 'Cog', version: '0.1.0' },
  paths: {},
  components: {
    schemas: {
      Input: {
        type: 'object',
        title: 'Input',
        required: sheet.inputs.flatMap(({ name, needed }) => (needed ? [name] : [])),
        properties: Object.fromEntries(sheet.inputs.map((field, at) => [field.name, propertyOf(field, at)])),
      },
      Output: shapes[sheet.output],
    },
  },
});

const versionOf = (sheet: ModelSheet, id: string): Json => ({
  id,
  created_at: dated(sheet),
  cog_version: null,
  openapi_schema: schemaOf(sheet),
});

export function modelObject(sheet: ModelSheet, root: string): Json {
  const [owner = '', name = ''] = sheet.name.split('/');
  return {
    url: `${root}/models/${sheet.name}`,
    owner,
    name,
    description: sheet.about.en,
    visibility: 'public',
    is_official: sheet.versions === undefined,
    github_url: null,
    paper_url: null,
    license_url: null,
    run_count: 0,
    cover_image_url: null,
    default_example: null,
    latest_version: versionOf(sheet, sheet.versions?.[0] ?? 'hidden'),
  };
}

/** Throws model_unknown. */
export function findSheet({ owner = '', name = '' }: Readonly<Record<string, string>>): ModelSheet {
  const sheet = sheetOf(`${owner}/${name}`);
  if (sheet) return sheet;
  throw new GatewayError(
    'model_unknown',
    `the catalogue of this gateway has no '${`${owner}/${name}`.slice(0, 100)}'; an operator may have it all the same`,
    { param: 'model' },
  );
}

export const versionsOf = (sheet: ModelSheet): readonly Json[] =>
  (sheet.versions ?? []).map((id) => versionOf(sheet, id));

/** Throws model_unknown. */
export function oneVersion(sheet: ModelSheet, id: string): Json {
  if (sheet.versions?.includes(id)) return versionOf(sheet, id);
  throw new GatewayError('model_unknown', `${sheet.name} has no version '${id.slice(0, 80)}' here`, {
    param: 'version',
  });
}

export const allModels = (root: string): Json => ({
  previous: null,
  next: null,
  results: sheets.map((sheet) => modelObject(sheet, root)),
});
