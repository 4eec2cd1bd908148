import { z } from 'zod';

/**
 * The wire of suno-api servers. Suno has no API for developers: this is what the servers agree on that stand before its
 * accounts. Sources: Suno-API/Suno-API, QuantumNous/new-api (dto/suno.go), and the references of gateways that serve it
 * (Key4U, kkiai, rixapi). Unknown fields are passed on: some servers know more tasks than others.
 */

const text = z.string().nullish();
const seconds = z.number().nullish();
const flag = z.boolean().nullish();

const hooks = {
  notify_hook: text.describe('Where the finished task is sent by POST (http or https).'),
  callback_url: text.describe('The same as notify_hook, by its newer name.'),
};

/** What a song is made from, for tasks that need more than the common fields. */
const taskParams = z
  .looseObject({
    clip_id: text.describe('The clip to cover, remaster or go on from.'),
    infill_start_s: seconds.describe('Seconds: where the part to replace begins.'),
    infill_end_s: seconds.describe('Seconds: where the part to replace ends.'),
    mashup_clip_ids: z.array(z.string()).nullish().describe('Two clips to mix (task mashup_condition).'),
  })
  .nullish();

export const musicBody = z.looseObject({
  gpt_description_prompt: text.describe(
    'What the song should be, in a sentence or two (inspiration mode). Where it is given, prompt is left out of account.',
  ),
  prompt: text.describe('The lyrics, with tags such as [Verse] and [Chorus] (custom mode).'),
  mv: text.describe('The model: chirp-v4, chirp-auk, chirp-v5 and so on. chirp-v5 where absent.'),
  title: text.describe('Title of the song.'),
  tags: text.describe('Style, parted by commas.'),
  negative_tags: text.describe('Styles to avoid, parted by commas.'),
  make_instrumental: flag.describe('Without voices.'),
  duration: seconds.describe('Length that is asked for, in seconds; only chirp-v5-5 (chirp-fenix) obeys it.'),
  task: text.describe(
    'What is done, where it is no plain song: extend, upload_extend, artist_consistency, cover, infill, remaster, mashup_condition and others.',
  ),
  continue_clip_id: text.describe('The clip to go on from.'),
  continue_at: seconds.describe('Seconds of that clip after which the new part begins.'),
  task_id: text.describe('The task that made the clip.'),
  persona_id: text.describe('The singer, as a persona call gave it.'),
  artist_clip_id: text.describe('The clip that the singer was taken from.'),
  cover_clip_id: text.describe('The clip to cover.'),
  clip_id: text.describe('The clip that the call is about.'),
  is_infill: flag.describe('False after a continuation, true after a replaced part.'),
  generation_type: text.describe('TEXT.'),
  vocal_gender: text.describe('m or f.'),
  image_url: text.describe('A picture to make the song from (task image_to_song).'),
  language: text.describe('Code of the language.'),
  metadata_params: taskParams.describe('What special tasks need more.'),
  ...hooks,
});

export const lyricsBody = z.looseObject({
  prompt: z.string().describe('What the lyrics are about.'),
  ...hooks,
});

export const concatBody = z.looseObject({
  clip_id: z.string().describe('The clip that the continuation gave, not the one that it goes on from.'),
  is_infill: flag.describe('False after a continuation, true after a replaced part.'),
  ...hooks,
});

export const personaBody = z.looseObject({
  root_clip_id: text.describe('The clip to take the voice from; it must be generated, not uploaded.'),
  clip_id: text.describe('The same as root_clip_id.'),
  name: text.describe('Name of the singer.'),
  description: text.describe('What the singer is like.'),
  vocal_start_s: seconds.describe('Seconds of the clip where the voice begins.'),
  vocal_end_s: seconds.describe('Seconds of the clip where the voice ends.'),
  user_input_styles: text.describe('Styles of the singer, parted by commas.'),
  ...hooks,
});

export const createPersonaBody = z.looseObject({
  root_clip_id: z.string().describe('The clip to take the voice from; it must be generated, not uploaded.'),
  name: z.string().describe('Name of the singer.'),
  description: text.describe('What the singer is like.'),
  clips: z.array(z.string()).nullish().describe('Clips of the singer.'),
  is_public: flag.describe('May others use it.'),
});

export const actionBody = z.looseObject({
  clip_id: text.describe('The clip that the call is about.'),
  original_tags: text.describe('Styles to write out in more words (upsample-tags).'),
  ...hooks,
});

export const uploadUrlBody = z.looseObject({
  url: z.string().describe('Where the sound file is, for everybody.'),
});

export const uploadBody = z.looseObject({
  url: text.describe('Where the sound file is; absent where you send the file itself.'),
  name: text.describe('Title of the song.'),
  extension: text.describe('Format of a file that you send yourself: mp3, wav.'),
  upload_type: text.describe('NORMAL or MUSIC_COPYRIGHT.'),
  ...hooks,
});

export const finishBody = z.looseObject({
  upload_type: text.describe('file_upload.'),
  upload_filename: text.describe('Name of the file.'),
});

export const initializeBody = z.looseObject({});

export const fetchBody = z.looseObject({
  ids: z.array(z.string()).min(1).max(100).describe('Ids of tasks; unknown ones are left out of the answer.'),
  action: text.describe('Only tasks of this action: MUSIC, LYRICS. All where absent or empty.'),
});

export const taskParam = z.object({ task_id: z.string().describe('Id of the task.') });
export const clipParam = z.object({
  clip_id: z.string().describe('Id of the clip, or of a task, which stands for its first clip.'),
});
export const uploadParam = z.object({ id: z.string().describe('Id of the upload.') });
export const actionParam = z.object({
  action: z
    .string()
    .describe(
      'stems, stems-all, upsample-tags, mp4, regen-img, adjust-speed, fade and whatever the server has.',
    ),
});
export const questionParam = z.object({
  question: z.string().describe('timing, mp4, midi or waveform.'),
  clip_id: z.string().describe('Id of the clip, or of a task, which stands for its first clip.'),
});
export const questionOnlyParam = z.object({ question: z.string().describe('midi, waveform or mp4-state.') });
export const questionQuery = z.object({
  clipId: z.string().optional().describe('Id of the clip.'),
  stemClipId: z.string().optional().describe('Id of a separated track of it (midi).'),
  taskBatchId: z.string().optional().describe('Id of the task (mp4-state).'),
});
