import { type Json, objectsIn, textIn } from '../../../base/json.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';
import { refuseNoAnswer } from './faults.ts';

const sizeIn = (item: Json): { width?: number; height?: number } => {
  const text = textIn(item['upscaled_resolution']) ?? textIn(item['resolution']) ?? '';
  const [, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(text) ?? [];
  return width === undefined ? {} : { width: Number(width), height: Number(height) };
};

/**
 * An answer as a report. A picture that the safety check holds back has no address: it is not charged, and a request of
 * which nothing is left is refused. `byPicture`: is it charged by pictures.
 */
export function readAnswer(json: Json, byPicture: boolean): TaskReport {
  const descriptions = objectsIn(json['descriptions']);
  if (descriptions.length > 0)
    return {
      status: 'succeeded',
      native: json,
      outputs: descriptions.map((one): TaskOutput => ({ kind: 'text', text: textIn(one['text']) ?? '' })),
    };
  const data = objectsIn(json['data']);
  if (data.length === 0) refuseNoAnswer(json);
  const outputs = data.flatMap((item): readonly TaskOutput[] => {
    const url = textIn(item['url']);
    return url === undefined ? [] : [{ kind: 'image', url, ...sizeIn(item) }];
  });
  if (outputs.length === 0)
    return {
      status: 'failed',
      fault: 'upstream_refused',
      reason: 'the safety check held every picture back',
      native: json,
    };
  return {
    status: 'succeeded',
    native: json,
    outputs,
    ...(byPicture ? { usage: { images: outputs.length } } : {}),
  };
}
