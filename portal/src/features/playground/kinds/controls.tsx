import { Mic, Square, Upload, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input, Select, Textarea } from '@/components/ui/field.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { readAttachments } from '../chat/attachments.ts';
import { dataUrl } from '../wire/turns.ts';
import type { Control, Values } from './kind.ts';

type Props = {
  readonly control: Control;
  readonly value: Values[string];
  readonly onChange: (value: Values[string]) => void;
};

/** Takes what the microphone hears into a file. */
function useRecorder(onFile: (file: File) => void) {
  const { t } = useTranslation('playground');
  const [recording, setRecording] = useState<MediaRecorder>();
  useEffect(
    () => () => {
      for (const track of recording?.stream.getTracks() ?? []) track.stop();
    },
    [recording],
  );
  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const recorder = new MediaRecorder(stream);
      const pieces: Blob[] = [];
      recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
      recorder.addEventListener('stop', () => {
        const type = recorder.mimeType.split(';')[0] || 'audio/webm';
        onFile(new File(pieces, `recording.${type.split('/')[1]}`, { type }));
        setRecording(undefined);
      });
      recorder.start();
      setRecording(recorder);
    } catch {
      toast.error(t('fields.noMicrophone'));
    }
  };
  return { recording: recording !== undefined, start: () => void start(), stop: () => recording?.stop() };
}

function FileControl({
  control,
  value,
  onChange,
  id,
}: Props & { readonly id: string; readonly control: Extract<Control, { control: 'file' }> }) {
  const { t } = useTranslation('playground');
  const picker = useRef<HTMLInputElement>(null);
  const { recording, start, stop } = useRecorder(onChange);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!(value instanceof File)) return setAddress(undefined);
    const made = URL.createObjectURL(value);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [value]);
  return (
    <div className="grid gap-2">
      <input
        ref={picker}
        type="file"
        hidden
        accept={control.accept}
        onChange={({ target }) => onChange(target.files?.[0])}
      />
      <div className="flex flex-wrap gap-2">
        <Button id={id} size="sm" onClick={() => picker.current?.click()}>
          <Upload aria-hidden />
          {t('fields.choose')}
        </Button>
        {control.record ? (
          <Button size="sm" look={recording ? 'danger' : 'plain'} onClick={recording ? stop : start}>
            {recording ? <Square aria-hidden /> : <Mic aria-hidden />}
            {recording ? t('fields.endRecording') : t('fields.record')}
          </Button>
        ) : null}
      </div>
      {value instanceof File ? <p className="truncate text-soft text-sm">{value.name}</p> : null}
      {/* biome-ignore lint/a11y/useMediaCaption: the reader's own recording */}
      {address ? <audio controls src={address} className="w-full" /> : null}
    </div>
  );
}

function PictureControl({ value, onChange, id }: Props & { readonly id: string }) {
  const { t } = useTranslation('playground');
  const picker = useRef<HTMLInputElement>(null);
  const read = async (files: FileList | null) => {
    const { read: pictures, refused } = await readAttachments(files ?? [], ['image']);
    if (refused[0]) toast.error(t('composer.refused.kind', { name: refused[0].name }));
    if (pictures[0]) onChange(dataUrl(pictures[0]));
  };
  return (
    <div className="flex items-center gap-2">
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={({ target }) => void read(target.files)}
      />
      {typeof value === 'string' && value ? (
        <>
          <img src={value} alt={t('fields.picture')} className="h-16 rounded border" />
          <Button
            look="quiet"
            size="icon-sm"
            aria-label={t('fields.removePicture')}
            onClick={() => onChange('')}
          >
            <X aria-hidden />
          </Button>
        </>
      ) : (
        <Button id={id} size="sm" onClick={() => picker.current?.click()}>
          <Upload aria-hidden />
          {t('fields.choose')}
        </Button>
      )}
    </div>
  );
}

/** One control of a form, with its label. */
export function ControlField({ control: one, value, onChange }: Props) {
  const { t } = useTranslation('playground');
  const label = t(`fields.${one.name}`);
  const text = typeof value === 'string' ? value : '';
  const optional = one.required ? undefined : t('common:optional');
  if (one.control === 'switch')
    return (
      <Field label={label}>
        {(control) => <Switch {...control} checked={value === true} onCheckedChange={onChange} />}
      </Field>
    );
  return (
    <Field label={label} optional={one.control === 'choice' ? undefined : optional}>
      {(control) => {
        switch (one.control) {
          case 'text':
            return (
              <Textarea
                {...control}
                className="min-h-24"
                value={text}
                onChange={({ target }) => onChange(target.value)}
              />
            );
          case 'line':
            return <Input {...control} value={text} onChange={({ target }) => onChange(target.value)} />;
          case 'number':
            return (
              <Input
                {...control}
                type="number"
                inputMode="decimal"
                min={one.least}
                max={one.most}
                step={one.step ?? 1}
                value={text}
                onChange={({ target }) => onChange(target.value)}
              />
            );
          case 'choice':
            return (
              <Select {...control} value={text} onChange={({ target }) => onChange(target.value)}>
                {one.options.map((option) => (
                  <option key={option} value={option}>
                    {option === '' ? t('fields.own') : option}
                  </option>
                ))}
              </Select>
            );
          case 'file':
            return <FileControl id={control.id} control={one} value={value} onChange={onChange} />;
          case 'picture':
            return <PictureControl id={control.id} control={one} value={value} onChange={onChange} />;
        }
      }}
    </Field>
  );
}
