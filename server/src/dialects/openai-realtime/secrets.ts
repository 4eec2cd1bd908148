import { z } from 'zod';
import { type Json, objectOf, stringIn } from '../../base/json.ts';
import { parseBody } from '../../spec/json-body.ts';
import type { SecretFront } from '../../spec/realtime.ts';
import { checkFields } from '../_families/openai/body.ts';
import { betaSessionOf, fromBeta, sessionOf } from './session-shapes.ts';

/**
 * Short-lived keys for browsers and apps. Source: OpenAI OpenAPI document of 2026-08-21,
 * RealtimeCreateClientSecretRequest and -Response, RealtimeSessionCreateRequest.
 */
const expiry = z
  .looseObject({
    anchor: z.literal('created_at').nullish(),
    seconds: z.int().min(1).max(7200).nullish(),
  })
  .nullish();

const model = z.string().min(1).max(256).nullish();

export const secretBody = z.looseObject({
  expires_after: expiry.meta({
    description: 'How long the secret may open sessions: 1 to 7200 seconds, 600 when absent.',
  }),
  session: z
    .looseObject({
      type: z.enum(['realtime', 'transcription']).nullish(),
      model,
      instructions: z.string().nullish(),
      output_modalities: z.array(z.enum(['text', 'audio'])).nullish(),
      audio: z.looseObject({}).nullish(),
      tools: z.array(z.looseObject({})).nullish(),
      max_output_tokens: z.union([z.int().min(1), z.literal('inf')]).nullish(),
    })
    .nullish()
    .meta({
      description: 'Settings that each session begins with. With a model, the secret opens only that one.',
    }),
});

export const betaSessionBody = z.looseObject({
  model: model.meta({ description: 'The only model that the secret opens.' }),
  modalities: z.array(z.enum(['text', 'audio'])).nullish(),
  instructions: z.string().nullish(),
  voice: z.unknown().optional(),
  input_audio_format: z.string().nullish(),
  output_audio_format: z.string().nullish(),
  tools: z.array(z.looseObject({})).nullish(),
  temperature: z.number().nullish(),
  max_response_output_tokens: z.union([z.int().min(1), z.literal('inf')]).nullish(),
  client_secret: z.looseObject({ expires_after: expiry }).nullish(),
});

/** Both forms allow no body at all. */
function bodyOf(bytes: Buffer, schema: z.ZodType): Json {
  if (bytes.length === 0) return {};
  const body = parseBody(bytes);
  checkFields(schema, body);
  return body;
}

const secondsOf = (from: Json, otherwise: number): number => {
  const { seconds } = objectOf(from['expires_after']);
  return typeof seconds === 'number' ? seconds : otherwise;
};

const modelOf = (session: Json): string | undefined => stringIn(session['model']);

/** The event that gives a session its settings; undefined where there are none beside the model. */
function settingsEvent(session: Json): string | undefined {
  const { model: _model, type = 'realtime', ...settings } = session;
  if (Object.keys(settings).length === 0) return undefined;
  return JSON.stringify({ type: 'session.update', session: { type, ...settings } });
}

const named = (seconds: number, session: Json) => {
  const opening = settingsEvent(session);
  return { seconds, model: modelOf(session), ...(opening === undefined ? {} : { opening }) };
};

export const secrets: SecretFront = {
  read(bytes) {
    const body = bodyOf(bytes, secretBody);
    return named(secondsOf(body, 600), objectOf(body['session']));
  },
  write: (value, expiresAt, bytes) =>
    JSON.stringify({
      value,
      expires_at: expiresAt,
      session: sessionOf(objectOf(bodyOf(bytes, secretBody)['session'])),
    }),
};

/** Seconds that a secret of the beta lives where nothing is said. */
const betaSeconds = 60;

export const betaSecrets: SecretFront = {
  read(bytes) {
    const body = bodyOf(bytes, betaSessionBody);
    const { client_secret: _secret, ...session } = body;
    return named(secondsOf(objectOf(body['client_secret']), betaSeconds), fromBeta(session));
  },
  write(value, expiresAt, bytes) {
    const { client_secret: _secret, ...session } = bodyOf(bytes, betaSessionBody);
    return JSON.stringify({ ...betaSessionOf(session), client_secret: { value, expires_at: expiresAt } });
  },
};
