import type { Maker } from '../spec/maker.ts';

/**
 * Makers by the names of their models, which tell them even where a platform that hosts many sells them, and by the owner
 * that a manifest names. The first whose names fit counts, so platforms stand behind makers and have no names of models.
 */
export const makers: readonly Maker[] = [
  {
    id: 'anthropic',
    name: 'Anthropic',
    logo: 'claude-color',
    owners: ['anthropic'],
    models: /^(claude|(\w+\.)?anthropic\.)/i,
  },
  {
    id: 'black-forest-labs',
    name: 'Black Forest Labs',
    logo: 'bfl',
    owners: ['black-forest-labs'],
    models: /(^|\/)flux|^black-forest-labs\/|^flux-kontext-apps\//i,
  },
  {
    id: 'bytedance',
    name: 'ByteDance',
    logo: 'bytedance-color',
    owners: ['bytedance'],
    models: /^(doubao|dola|dreamina|seed|jimeng)|bytedance\//i,
  },
  {
    id: 'google',
    name: 'Google',
    logo: 'gemini-color',
    owners: ['google'],
    models: /^(gemini|gemma|imagen|veo|google\/)|^fal-ai\/(imagen|veo|nano-banana)/i,
  },
  {
    id: 'kuaishou',
    name: 'Kuaishou Kling',
    logo: 'kling-color',
    owners: ['kuaishou'],
    models: /^(kling|kolors|fal-ai\/kling)/i,
  },
  {
    id: 'alibaba',
    name: 'Alibaba Qwen',
    logo: 'qwen-color',
    owners: ['alibaba'],
    models: /^(qwen|qwq|qvq|wan\d|wanx|fal-ai\/(qwen|wan)\b|fal-ai\/qwen-)/i,
  },
  {
    id: 'minimax',
    name: 'MiniMax',
    logo: 'minimax-color',
    owners: ['minimax'],
    models: /^(minimax|hailuo|abab)/i,
  },
  {
    id: 'ideogram',
    name: 'Ideogram',
    logo: 'ideogram',
    owners: ['ideogram'],
    models: /^ideogram/i,
  },
  { id: 'recraft', name: 'Recraft', logo: 'recraft', owners: ['recraft'], models: /^recraft/i },
  {
    id: 'stability',
    name: 'Stability AI',
    logo: 'stability-color',
    owners: ['stability'],
    models: /^(stability-ai\/|stable-|sd3|sdxl)/i,
  },
  { id: 'vidu', name: 'Vidu', logo: 'vidu-color', models: /^(fal-ai\/)?vidu/i },
  { id: 'deepseek', name: 'DeepSeek', logo: 'deepseek-color', owners: ['deepseek'], models: /^deepseek/i },
  { id: 'jina', name: 'Jina AI', logo: 'jina', owners: ['jinaai'], models: /^jina/i },
  {
    id: 'cohere',
    name: 'Cohere',
    logo: 'cohere-color',
    owners: ['cohere'],
    models: /^(command|c4ai|rerank-v|embed-v)/i,
  },
  { id: 'suno', name: 'Suno', logo: 'suno', owners: ['suno'], models: /^(chirp|suno)/i },
  {
    id: 'midjourney',
    name: 'Midjourney',
    logo: 'midjourney',
    owners: ['midjourney'],
    models: /^(midjourney|niji|mj_)/i,
  },
  { id: 'luma', name: 'Luma', logo: 'luma-color', owners: ['luma'], models: /^(ray-|photon-|luma)/i },
  { id: 'runway', name: 'Runway', logo: 'runway', owners: ['runway'], models: /^(gen\d|aleph|act_)/i },
  { id: 'xai', name: 'xAI', logo: 'grok', owners: ['xai'], models: /^grok/i },
  {
    id: 'mistral',
    name: 'Mistral AI',
    logo: 'mistral-color',
    owners: ['mistralai', 'mistral'],
    models: /^(mistral|codestral|pixtral|ministral|magistral|devstral)/i,
  },
  { id: 'meta', name: 'Meta', logo: 'meta-color', owners: ['meta'], models: /^(meta-)?llama/i },
  {
    id: 'moonshot',
    name: 'Moonshot AI',
    logo: 'moonshot',
    owners: ['moonshot'],
    models: /^(kimi|moonshot)/i,
  },
  {
    id: 'zhipu',
    name: 'Zhipu AI',
    logo: 'zhipu-color',
    owners: ['zhipu', 'zai'],
    models: /^(glm|cogview|cogvideo|chatglm)/i,
  },
  { id: 'nvidia', name: 'NVIDIA', logo: 'nvidia-color', owners: ['nvidia'], models: /^nvidia|nemotron/i },
  {
    id: 'perplexity',
    name: 'Perplexity',
    logo: 'perplexity-color',
    owners: ['perplexity'],
    models: /^(sonar|pplx)/i,
  },
  {
    id: 'openai',
    name: 'OpenAI',
    logo: 'openai',
    owners: ['openai', 'openai-web'],
    models:
      /^(gpt-|chatgpt|o[1-9](-|$)|dall-e|sora|whisper|tts-1|text-embedding-(3|ada)|omni-moderation|davinci|babbage)/i,
  },
  // Platforms: what they host and nobody above made.
  { id: 'fal', name: 'fal', logo: 'fal-color', owners: ['fal'] },
  { id: 'replicate', name: 'Replicate', logo: 'replicate', owners: ['replicate'] },
];
