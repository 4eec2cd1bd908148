import { AudioLines, FileText, Film, ImageOff, Images, type LucideIcon, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { faceOf, isOpen, type Output, type Task } from './types.ts';

/** What a task made, small and large. Only addresses of this gateway come here. */

const icons: Readonly<Record<Task['kind'], LucideIcon>> = {
  image: Images,
  video: Film,
  music: AudioLines,
  other: FileText,
};

/** How far it is. Without a number it turns; where motion is not wanted, it stands. */
export function Ring({ progress, className }: { readonly progress: number; readonly className?: string }) {
  const length = 2 * Math.PI * 15;
  const known = progress > 0;
  return (
    <svg
      viewBox="0 0 36 36"
      className={cn('size-12', !known && 'motion-safe:animate-spin', className)}
      aria-hidden
    >
      <circle cx="18" cy="18" r="15" fill="none" strokeWidth="2.5" className="stroke-line" />
      <circle
        cx="18"
        cy="18"
        r="15"
        fill="none"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeDasharray={length}
        strokeDashoffset={length * (1 - (known ? progress : 22) / 100)}
        transform="rotate(-90 18 18)"
        className="stroke-jade transition-[stroke-dashoffset] duration-500 motion-reduce:transition-none"
      />
      {known ? (
        <text x="18" y="21" textAnchor="middle" className="fill-ink font-mono text-[9px]">
          {`${Math.round(progress)}`}
        </text>
      ) : null}
    </svg>
  );
}

const Missing = ({ icon: Icon = ImageOff }: { readonly icon?: LucideIcon }) => (
  <span className="grid size-full place-items-center text-soft">
    <Icon className="size-6" aria-hidden />
  </span>
);

const Picture = ({ path, alt, className }: { path: string; alt: string; className?: string }) => {
  const [broken, setBroken] = useState(false);
  if (broken) return <Missing />;
  return (
    <img
      src={path}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
      className={cn('size-full object-cover', className)}
    />
  );
};

/** The first frame of a film: its beginning is fetched, nothing more. */
const Poster = ({ path }: { readonly path: string }) => {
  const [broken, setBroken] = useState(false);
  if (broken) return <Missing icon={Film} />;
  return (
    <video
      src={`${path}#t=0.1`}
      preload="metadata"
      muted
      playsInline
      tabIndex={-1}
      aria-hidden
      onError={() => setBroken(true)}
      className="pointer-events-none size-full object-cover"
    />
  );
};

/** The face of a task on its tile. The tile's own text says what it is, so pictures here are silent. */
export function Face({ task, small }: { readonly task: Task; readonly small?: boolean }) {
  const { main, cover } = faceOf(task);
  const Icon = icons[task.kind];
  if (isOpen(task.state))
    return (
      <span className="grid size-full place-items-center">
        <Ring progress={task.progress} className={small ? 'size-8' : undefined} />
      </span>
    );
  const picture = main?.kind === 'image' ? main : cover;
  return (
    <>
      {picture?.path ? (
        <Picture path={picture.path} alt="" />
      ) : main?.kind === 'video' && main.path ? (
        <Poster path={main.path} />
      ) : (
        <Missing icon={Icon} />
      )}
      {!small && picture?.kind !== main?.kind && main ? (
        <span className="absolute right-1.5 bottom-1.5 rounded-sm bg-black/65 p-1 text-white">
          <Icon className="size-3.5" aria-hidden />
        </span>
      ) : null}
    </>
  );
}

/** One song at a time on a page. */
let playing: HTMLAudioElement | undefined;

/** Plays a song where its tile stands. */
export function PlayButton({ path, title }: { readonly path: string; readonly title: string }) {
  const { t } = useTranslation('tasks');
  const audio = useRef<HTMLAudioElement>(null);
  const [on, setOn] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = () => {
    const own = audio.current;
    if (!own) return;
    if (!own.paused) return own.pause();
    if (playing && playing !== own) playing.pause();
    playing = own;
    void own.play().catch(() => setOn(false));
  };
  const Icon = on ? Pause : Play;
  return (
    <>
      <button
        type="button"
        onClick={toggle}
        aria-label={t(on ? 'pause' : 'play', { title })}
        aria-pressed={on}
        className="absolute bottom-2 left-2 grid size-9 place-items-center rounded-full bg-jade text-on-jade hover:bg-jade-strong"
      >
        <Icon className="size-4" aria-hidden />
      </button>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has the words of what a model has just sung */}
      <audio
        ref={audio}
        src={path}
        preload="none"
        onPlay={() => setOn(true)}
        onPause={() => setOn(false)}
        onEnded={() => setOn(false)}
      />
    </>
  );
}

/** A result as large as there is room, with the browser's own controls. */
export function Player({ output, title }: { readonly output: Output; readonly title: string }) {
  const { t } = useTranslation('tasks');
  const [broken, setBroken] = useState(false);
  const { path, kind } = output;
  if (output.text !== null)
    return <p className="max-h-72 overflow-y-auto whitespace-pre-wrap p-3 text-sm">{output.text}</p>;
  if (broken || !path)
    return (
      <p className="flex items-center gap-2 p-4 text-soft text-sm">
        <ImageOff className="size-4" aria-hidden />
        {t('gone')}
      </p>
    );
  const fail = () => setBroken(true);
  if (kind === 'image')
    return (
      <a href={path} target="_blank" rel="noreferrer" className="block">
        <img
          src={path}
          alt={title}
          onError={fail}
          className="mx-auto max-h-[28rem] w-auto max-w-full object-contain"
        />
      </a>
    );
  if (kind === 'video')
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody has captions of what a model has just made
      <video
        src={path}
        controls
        playsInline
        preload="metadata"
        aria-label={title}
        onError={fail}
        className="mx-auto max-h-[28rem] w-full bg-black"
      />
    );
  if (kind === 'audio')
    return (
      // biome-ignore lint/a11y/useMediaCaption: the same
      <audio
        src={path}
        controls
        preload="metadata"
        aria-label={title}
        onError={fail}
        className="w-full p-2"
      />
    );
  return (
    <p className="flex items-center gap-2 p-4 text-sm">
      <FileText className="size-4 text-soft" aria-hidden />
      {output.media_type ?? t('file')}
    </p>
  );
}
