import type { Dialect } from '../../spec/dialect.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';
import { fileTexts, readFile } from './read-file.ts';
import { readSpeech, speechTexts } from './read-speech.ts';
import { speechBody, transcriptionBody, translationBody } from './wire.ts';

/** OpenAI's audio endpoints: text to speech, speech to text. */
export const openaiAudio: Dialect = {
  id: 'openai-audio',
  wire: 'openai-audio',
  title: { en: 'OpenAI Audio', vi: 'OpenAI Audio' },
  endpoints: [
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/audio/speech',
      name: 'speech',
      kind: 'speech',
      typeName: 'audio-speech',
      rows: ['R009'],
      summary: { en: 'Turn text into speech', vi: 'Chuyển văn bản thành giọng nói' },
      body: speechBody,
      read: readSpeech,
      texts: speechTexts,
    },
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/audio/transcriptions',
      form: true,
      name: 'transcriptions',
      kind: 'transcription',
      typeName: 'audio-transcription',
      rows: ['R007', 'R008'],
      summary: { en: 'Turn speech into text', vi: 'Chuyển giọng nói thành văn bản' },
      body: transcriptionBody,
      read: (body, head) => readFile('transcriptions', body, head),
      texts: fileTexts,
    },
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/audio/translations',
      form: true,
      name: 'translations',
      kind: 'transcription',
      typeName: 'audio-translation',
      rows: ['R010'],
      summary: { en: 'Turn speech into English text', vi: 'Dịch giọng nói sang văn bản tiếng Anh' },
      body: translationBody,
      read: (body, head) => readFile('translations', body, head),
      texts: fileTexts,
    },
  ],
  writeFault,
  writeStreamFault,
  keepAlive,
};
