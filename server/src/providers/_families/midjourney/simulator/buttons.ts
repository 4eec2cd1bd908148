import type { Job } from './jobs.ts';

/** Discord's component: `type` 2 is a button, `style` 1 a used or chosen one. */
export type Button = {
  readonly customId: string;
  readonly emoji: string;
  readonly label: string;
  readonly type: 2;
  readonly style: 1 | 2;
};

const button = (customId: string, label: string, emoji = ''): Button => ({
  customId,
  emoji,
  label,
  type: 2,
  style: 2,
});

const four = [1, 2, 3, 4];

const gridButtons = (uuid: string): readonly Button[] => [
  ...four.map((n) => button(`MJ::JOB::upsample::${n}::${uuid}`, `U${n}`)),
  button(`MJ::JOB::reroll::0::${uuid}::SOLO`, '', '🔄'),
  ...four.map((n) => button(`MJ::JOB::variation::${n}::${uuid}`, `V${n}`)),
];

const singleButtons = (uuid: string): readonly Button[] => [
  button(`MJ::JOB::upsample_v7_2x_subtle::1::${uuid}::SOLO`, 'Upscale (Subtle)', 'upscale_1'),
  button(`MJ::JOB::upsample_v7_2x_creative::1::${uuid}::SOLO`, 'Upscale (Creative)', 'upscale_1'),
  button(`MJ::JOB::low_variation::1::${uuid}::SOLO`, 'Vary (Subtle)', '🪄'),
  button(`MJ::JOB::high_variation::1::${uuid}::SOLO`, 'Vary (Strong)', '🪄'),
  button(`MJ::Inpaint::1::${uuid}::SOLO`, 'Vary (Region)', '🖌️'),
  button(`MJ::Outpaint::50::1::${uuid}::SOLO`, 'Zoom Out 2x', '🔍'),
  button(`MJ::Outpaint::75::1::${uuid}::SOLO`, 'Zoom Out 1.5x', '🔍'),
  button(`MJ::CustomZoom::${uuid}`, 'Custom Zoom', '🔍'),
  button(`MJ::JOB::pan_left::1::${uuid}::SOLO`, '', '⬅️'),
  button(`MJ::JOB::pan_right::1::${uuid}::SOLO`, '', '➡️'),
  button(`MJ::JOB::pan_up::1::${uuid}::SOLO`, '', '⬆️'),
  button(`MJ::JOB::pan_down::1::${uuid}::SOLO`, '', '⬇️'),
  button(`MJ::JOB::animate_high::1::${uuid}::SOLO`, 'Animate (High motion)', '🎞️'),
  button(`MJ::JOB::animate_low::1::${uuid}::SOLO`, 'Animate (Low motion)', '🎞️'),
  button(`MJ::BOOKMARK::${uuid}`, '', '❤️'),
];

const filmButtons = (uuid: string, films: number): readonly Button[] =>
  four
    .slice(0, films)
    .flatMap((n) => [
      button(`MJ::JOB::video_virtual_upscale::${n}::${uuid}`, `U${n}`),
      button(`MJ::JOB::animate_high_extend::${n}::${uuid}`, `Extend ${n} (High)`),
      button(`MJ::JOB::animate_low_extend::${n}::${uuid}`, `Extend ${n} (Low)`),
    ]);

const describeButtons: readonly Button[] = [
  ...four.map((n) => button(`MJ::Job::PicReader::${n}`, '', `${n}️⃣`)),
  button('MJ::Picread::Retry', '', '🔄'),
  button('MJ::Job::PicReader::all', 'Imagine all', '🎉'),
];

const shortenButtons = [1, 2, 3, 4, 5].map((n) => button(`MJ::Job::PromptAnalyzer::${n}`, '', `${n}️⃣`));

/** What may be done next with a finished job. */
export function buttonsOf({
  action,
  form,
  uuid,
  films,
}: Pick<Job, 'action' | 'form' | 'uuid' | 'films'>): readonly Button[] {
  if (action === 'DESCRIBE') return describeButtons;
  if (action === 'SHORTEN') return shortenButtons;
  if (action === 'SWAP_FACE') return [];
  if (form === 'film') return filmButtons(uuid, films);
  return form === 'single' ? singleButtons(uuid) : gridButtons(uuid);
}
