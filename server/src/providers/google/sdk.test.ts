import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ApiError, FunctionCallingConfigMode, GoogleGenAI, Modality, ThinkingLevel } from '@google/genai';
import { serveSimulators } from '../../base/serve-simulated.ts';
import { google } from './index.ts';

/** The official SDK talks to the simulator directly. */
describe('the simulator and @google/genai', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  let ai: GoogleGenAI;

  before(async () => {
    server = await serveSimulators({ google: google.simulator() }, { host: '127.0.0.1', port: 0 });
    ai = new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl: `${server.url}/google` } });
  });
  after(() => server.close());

  const weather = {
    functionDeclarations: [
      {
        name: 'get_weather',
        description: 'The weather of a city',
        parametersJsonSchema: {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
        },
      },
    ],
  };

  it('generateContent answers with usage that adds up', async () => {
    const answer = await ai.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: 'Hello there',
      config: {
        systemInstruction: 'Be brief.',
        thinkingConfig: { includeThoughts: true, thinkingBudget: 512 },
      },
    });
    assert.match(answer.text ?? '', /Hello there/);
    const usage = answer.usageMetadata!;
    assert.equal(
      usage.totalTokenCount,
      usage.promptTokenCount! + usage.candidatesTokenCount! + usage.thoughtsTokenCount!,
    );
    assert.equal(answer.candidates?.[0]?.finishReason, 'STOP');
    assert.equal(answer.candidates?.[0]?.content?.parts?.[0]?.thought, true);
  });

  it('generateContentStream gives the same words', async () => {
    const ask = { model: 'gemini-3.8-flash', contents: 'Xin chào [words:60]' };
    const whole = await ai.models.generateContent(ask);
    let text = '';
    let last: unknown;
    for await (const chunk of await ai.models.generateContentStream(ask)) {
      text += chunk.text ?? '';
      last = chunk.candidates?.[0]?.finishReason;
    }
    assert.equal(text, whole.text);
    assert.equal(last, 'STOP');
  });

  it('a chat with tools carries its signatures', async () => {
    const chat = ai.chats.create({ model: 'gemini-3.1-pro-preview', config: { tools: [weather] } });
    const first = await chat.sendMessage({ message: 'What is the weather in Hanoi today?' });
    const call = first.functionCalls?.[0];
    assert.equal(call?.name, 'get_weather');
    assert.equal(typeof call?.args?.['city'], 'string');
    const second = await chat.sendMessage({
      message: { functionResponse: { id: call!.id!, name: call!.name!, response: { output: 'sunny' } } },
    });
    assert.match(second.text ?? '', /sunny/);
  });

  it('a lost signature is refused', async () => {
    await assert.rejects(
      ai.models.generateContent({
        model: 'gemini-3.1-pro-preview',
        contents: [
          { role: 'user', parts: [{ text: 'weather?' }] },
          { role: 'model', parts: [{ functionCall: { name: 'get_weather', args: { city: 'a' } } }] },
          { role: 'user', parts: [{ functionResponse: { name: 'get_weather', response: { output: 1 } } }] },
        ],
        config: { tools: [weather] },
      }),
      /thought_signature/,
    );
  });

  it('calling modes: NONE never calls, ANY always', async () => {
    const ask = (mode: FunctionCallingConfigMode) =>
      ai.models.generateContent({
        model: 'gemini-2.5-pro',
        contents: 'Say hi',
        config: { tools: [weather], toolConfig: { functionCallingConfig: { mode } } },
      });
    assert.equal((await ask(FunctionCallingConfigMode.NONE)).functionCalls, undefined);
    assert.equal((await ask(FunctionCallingConfigMode.ANY)).functionCalls?.length, 1);
  });

  it('JSON by schema, both forms', async () => {
    const properties = { name: { type: 'string' }, age: { type: 'integer' } };
    for (const config of [
      { responseJsonSchema: { type: 'object', properties, required: ['name', 'age'] } },
      {
        responseSchema: {
          type: 'OBJECT',
          properties: { name: { type: 'STRING' }, age: { type: 'INTEGER' } },
          required: ['name', 'age'],
        } as never,
      },
    ]) {
      const answer = await ai.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'A person of 30',
        config: { responseMimeType: 'application/json', ...config },
      });
      const value = JSON.parse(answer.text!) as { name: unknown; age: unknown };
      assert.equal(typeof value.name, 'string');
      assert.equal(Number.isInteger(value.age), true);
    }
  });

  it('media are described, pictures painted, words spoken', async () => {
    const seen = await ai.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: [{ inlineData: { mimeType: 'image/png', data: 'aGVsbG8=' } }, { text: 'What is it?' }],
    });
    assert.match(seen.text ?? '', /image\/png of 5 bytes/);
    const painted = await ai.models.generateContent({
      model: 'gemini-3-pro-image',
      contents: 'A cat',
      config: { imageConfig: { aspectRatio: '16:9', imageSize: '2K' } },
    });
    const bytes = Buffer.from(painted.data!, 'base64');
    assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
    assert.equal(bytes.readUInt32BE(16), 128);
    assert.equal(bytes.readUInt32BE(20), 72);
    assert.deepEqual(painted.usageMetadata?.candidatesTokensDetails, [
      { modality: 'IMAGE', tokenCount: 1120 },
    ]);
    const spoken = await ai.models.generateContent({
      model: 'gemini-3.8-flash-tts',
      contents: 'Say hello',
      config: { responseModalities: [Modality.AUDIO] },
    });
    assert.match(spoken.candidates?.[0]?.content?.parts?.[0]?.inlineData?.mimeType ?? '', /^audio\/L16/);
  });

  it('search, URLs and code', async () => {
    const answer = await ai.models.generateContent({
      model: 'gemini-3.8-flash',
      contents: 'Compute 21 with https://example.com/a',
      config: { tools: [{ googleSearch: {} }, { urlContext: {} }, { codeExecution: {} }] },
    });
    const candidate = answer.candidates![0]!;
    assert.equal(candidate.groundingMetadata?.webSearchQueries?.length, 1);
    assert.equal(candidate.urlContextMetadata?.urlMetadata?.[0]?.retrievedUrl, 'https://example.com/a');
    assert.equal(answer.executableCode, 'print(21 * 2)\n');
    assert.equal(answer.codeExecutionResult, '42\n');
  });

  it('countTokens, embedContent, predict, models', async () => {
    const counted = await ai.models.countTokens({ model: 'gemini-2.5-flash', contents: 'one two three' });
    assert.ok(counted.totalTokens! > 2);
    const embedded = await ai.models.embedContent({
      model: 'gemini-embedding-001',
      contents: ['one', 'two'],
      config: { outputDimensionality: 64 },
    });
    assert.deepEqual(
      embedded.embeddings?.map(({ values }) => values?.length),
      [64, 64],
    );
    // The SDK has no Imagen for this place any more; the path still is what it was.
    const images = await fetch(`${server.url}/google/v1beta/models/imagen-4.0-generate-001:predict?key=k`, {
      method: 'POST',
      body: JSON.stringify({
        instances: [{ prompt: 'A cat' }],
        parameters: { sampleCount: 2, aspectRatio: '3:4' },
      }),
    });
    const { predictions } = (await images.json()) as { predictions: { bytesBase64Encoded: string }[] };
    assert.equal(predictions.length, 2);
    assert.match(predictions[0]!.bytesBase64Encoded, /^iVBOR/);
    const names: string[] = [];
    for await (const model of await ai.models.list({ config: { pageSize: 7 } })) names.push(model.name!);
    assert.equal(names.length, google.manifest.models.length);
    assert.equal((await ai.models.get({ model: 'gemini-2.5-pro' })).outputTokenLimit, 65_536);
  });

  it('errors come as the SDK expects them', async () => {
    const status = async (options: { model?: string; key?: string; simulate?: string; config?: object }) => {
      const client = new GoogleGenAI({
        apiKey: options.key ?? 'k',
        httpOptions: {
          baseUrl: `${server.url}/google`,
          headers: options.simulate ? { 'x-key4u-simulate': options.simulate } : {},
          retryOptions: { attempts: 1 },
        },
      });
      const error = await client.models
        .generateContent({
          model: options.model ?? 'gemini-2.5-flash',
          contents: 'hi',
          config: options.config ?? {},
        })
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      assert.ok(error instanceof ApiError, String(error));
      return [error.status, (JSON.parse(error.message) as { error: { status: string } }).error.status];
    };
    assert.deepEqual(await status({ key: 'invalid' }), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await status({ model: 'gemini-9' }), [404, 'NOT_FOUND']);
    assert.deepEqual(await status({ simulate: '429' }), [429, 'RESOURCE_EXHAUSTED']);
    assert.deepEqual(await status({ simulate: '500' }), [500, 'INTERNAL']);
    assert.deepEqual(await status({ simulate: '503' }), [503, 'UNAVAILABLE']);
    const both = { thinkingConfig: { thinkingBudget: 512, thinkingLevel: ThinkingLevel.LOW } };
    assert.deepEqual(await status({ config: both }), [400, 'INVALID_ARGUMENT']);
  });

  it('an error in a running stream is thrown', async () => {
    const client = new GoogleGenAI({
      apiKey: 'k',
      httpOptions: { baseUrl: `${server.url}/google`, headers: { 'x-key4u-simulate': 'error-event' } },
    });
    await assert.rejects(async () => {
      for await (const _ of await client.models.generateContentStream({
        model: 'gemini-2.5-flash',
        contents: 'hi [words:50]',
      }));
    }, /INTERNAL/);
  });
});
