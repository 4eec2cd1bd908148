import bfl from '@lobehub/icons-static-svg/icons/bfl.svg?url';
import bytedance from '@lobehub/icons-static-svg/icons/bytedance-color.svg?url';
import claude from '@lobehub/icons-static-svg/icons/claude-color.svg?url';
import cohere from '@lobehub/icons-static-svg/icons/cohere-color.svg?url';
import deepseek from '@lobehub/icons-static-svg/icons/deepseek-color.svg?url';
import fal from '@lobehub/icons-static-svg/icons/fal-color.svg?url';
import gemini from '@lobehub/icons-static-svg/icons/gemini-color.svg?url';
import grok from '@lobehub/icons-static-svg/icons/grok.svg?url';
import ideogram from '@lobehub/icons-static-svg/icons/ideogram.svg?url';
import jina from '@lobehub/icons-static-svg/icons/jina.svg?url';
import kling from '@lobehub/icons-static-svg/icons/kling-color.svg?url';
import luma from '@lobehub/icons-static-svg/icons/luma-color.svg?url';
import meta from '@lobehub/icons-static-svg/icons/meta-color.svg?url';
import midjourney from '@lobehub/icons-static-svg/icons/midjourney.svg?url';
import minimax from '@lobehub/icons-static-svg/icons/minimax-color.svg?url';
import mistral from '@lobehub/icons-static-svg/icons/mistral-color.svg?url';
import moonshot from '@lobehub/icons-static-svg/icons/moonshot.svg?url';
import nvidia from '@lobehub/icons-static-svg/icons/nvidia-color.svg?url';
import openai from '@lobehub/icons-static-svg/icons/openai.svg?url';
import perplexity from '@lobehub/icons-static-svg/icons/perplexity-color.svg?url';
import qwen from '@lobehub/icons-static-svg/icons/qwen-color.svg?url';
import recraft from '@lobehub/icons-static-svg/icons/recraft.svg?url';
import replicate from '@lobehub/icons-static-svg/icons/replicate.svg?url';
import runway from '@lobehub/icons-static-svg/icons/runway.svg?url';
import stability from '@lobehub/icons-static-svg/icons/stability-color.svg?url';
import suno from '@lobehub/icons-static-svg/icons/suno.svg?url';
import vidu from '@lobehub/icons-static-svg/icons/vidu-color.svg?url';
import zhipu from '@lobehub/icons-static-svg/icons/zhipu-color.svg?url';
import { Box } from 'lucide-react';
import { cn } from '@/cn.ts';

/** By the names that the gateway gives (catalogue/makers.ts of the server). Only these come with the portal. */
const logos: Readonly<Record<string, string>> = {
  'claude-color': claude,
  bfl: bfl,
  'bytedance-color': bytedance,
  'gemini-color': gemini,
  'kling-color': kling,
  'qwen-color': qwen,
  'minimax-color': minimax,
  ideogram: ideogram,
  recraft: recraft,
  'stability-color': stability,
  'vidu-color': vidu,
  'deepseek-color': deepseek,
  jina: jina,
  'cohere-color': cohere,
  suno: suno,
  midjourney: midjourney,
  'luma-color': luma,
  runway: runway,
  grok: grok,
  'mistral-color': mistral,
  'meta-color': meta,
  moonshot: moonshot,
  'zhipu-color': zhipu,
  'nvidia-color': nvidia,
  'perplexity-color': perplexity,
  openai: openai,
  'fal-color': fal,
  replicate: replicate,
};

/** A maker's logo; a neutral mark for who has none. Decoration: the maker's name stands in words nearby. */
export function MakerMark({
  logo,
  className,
}: {
  readonly logo: string | null | undefined;
  readonly className?: string;
}) {
  const address = logo ? logos[logo] : undefined;
  if (!address)
    return <Box aria-hidden className={cn('size-5 shrink-0 text-soft', className)} strokeWidth={1.5} />;
  return (
    <img
      src={address}
      alt=""
      loading="lazy"
      width={20}
      height={20}
      // Logos of one colour are drawn in black.
      className={cn('size-5 shrink-0', !logo?.endsWith('-color') && 'dark:invert', className)}
    />
  );
}
