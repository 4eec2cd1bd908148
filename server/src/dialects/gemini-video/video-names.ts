import { GatewayError } from '../../spec/fault.ts';

/**
 * Addresses of films as Google's SDKs can fetch them. Their `files.download` takes the first run of [a-z0-9] behind
 * `files/` out of an https address and asks for `files/<it>:download` behind its own base URL; of an http address (a
 * gateway on one's own machine) it puts the whole behind `files/`. So a film's name is our task id without its underscore,
 * and then its place among the task's outputs. Files that clients upload have ids that begin otherwise.
 */

/** The name of a film among files: 'video01k9…0'. */
export const videoName = (task: string, index: number): string =>
  `video${task.replace(/^task_/, '')}${index}`;

/** Where a client fetches a film with its own key. */
export const videoUri = (origin: string, task: string, index: number): string =>
  `${origin}/v1beta/files/${videoName(task, index)}:download?alt=media`;

const named = /video([0-9a-hjkmnp-tv-z]{26})(\d{1,3})(?![0-9a-z])/g;

/** The film that an address, or a part of one, means; undefined where it is none of ours. */
export function readVideoName(text: string): { readonly task: string; readonly index: number } | undefined {
  const [, id, index] = [...text.matchAll(named)].at(-1) ?? [];
  return id === undefined ? undefined : { task: `task_${id}`, index: Number(index) };
}

/** Throws task_unknown for what names no film. */
export function neededVideo(text: string): { readonly task: string; readonly index: number } {
  const found = readVideoName(text);
  if (!found)
    throw new GatewayError('task_unknown', 'there is no such film; use the address that its operation gave');
  return found;
}
