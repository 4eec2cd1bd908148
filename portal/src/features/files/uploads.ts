import { useRef, useState } from 'react';
import type { ApiError } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { add, type Room, roomQuery, upload } from './data.ts';

/** One file on its way. `fault`: why it did not arrive. */
export type Arrival = {
  readonly id: number;
  readonly name: string;
  readonly part: number;
  readonly fault?: ApiError | 'type' | 'size' | undefined;
};

const atOnce = 3;

/** Files on their way, some at a time. What cannot be taken is refused before it is sent; the gateway looks at the bytes. */
export function useUploads(room: Room | undefined) {
  const [arrivals, setArrivals] = useState<readonly Arrival[]>([]);
  const next = useRef(1);
  const waiting = useRef<{ id: number; file: File }[]>([]);
  const running = useRef(0);
  const change = (id: number, some: Partial<Arrival>) =>
    setArrivals((all) => all.map((one) => (one.id === id ? { ...one, ...some } : one)));

  async function pump(): Promise<void> {
    if (running.current >= atOnce) return;
    const job = waiting.current.shift();
    if (!job) return;
    running.current++;
    void pump();
    try {
      add(await upload(job.file, job.file.name, (part) => change(job.id, { part })));
      setArrivals((all) => all.filter(({ id }) => id !== job.id));
    } catch (error) {
      change(job.id, { fault: error as ApiError });
    } finally {
      running.current--;
      void queries.invalidateQueries({ queryKey: roomQuery.queryKey });
      void pump();
    }
  }

  const faultOf = ({ type, size }: File): Arrival['fault'] => {
    if (!room) return undefined;
    if (type !== '' && !room.types.includes(type)) return 'type';
    return size > room.largest ? 'size' : undefined;
  };

  return {
    arrivals,
    start(files: readonly File[]) {
      const fresh = files.map((file) => ({ file, id: next.current++, fault: faultOf(file) }));
      setArrivals((all) => [
        ...all,
        ...fresh.map(({ id, file, fault }) => ({ id, name: file.name, part: 0, fault })),
      ]);
      waiting.current.push(...fresh.filter(({ fault }) => fault === undefined));
      void pump();
    },
    dismiss: (id: number) => setArrivals((all) => all.filter((one) => one.id !== id)),
  };
}
