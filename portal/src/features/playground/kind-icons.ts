import {
  AudioLines,
  Clapperboard,
  Image,
  ListOrdered,
  type LucideIcon,
  MessageSquare,
  Mic,
  Music,
  ShieldCheck,
  Waypoints,
} from 'lucide-react';
import type { KindName } from './search.ts';

export const kindIcons: Readonly<Record<KindName, LucideIcon>> = {
  chat: MessageSquare,
  image: Image,
  video: Clapperboard,
  music: Music,
  speech: AudioLines,
  transcription: Mic,
  embedding: Waypoints,
  rerank: ListOrdered,
  moderation: ShieldCheck,
};
