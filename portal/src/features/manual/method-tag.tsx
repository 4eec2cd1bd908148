import { cn } from '@/cn.ts';

const tones: Readonly<Record<string, string>> = {
  GET: 'text-blue',
  POST: 'text-jade-strong',
  PUT: 'text-amber',
  PATCH: 'text-amber',
  DELETE: 'text-red',
};

/** The method of a call, in the colour that it has everywhere in the manual. */
export const MethodTag = ({ method, small }: { readonly method: string; readonly small?: boolean }) => (
  <span
    className={cn(
      'shrink-0 font-medium font-mono',
      small ? 'text-[0.625rem]' : 'text-sm',
      tones[method] ?? 'text-soft',
    )}
  >
    {small && method === 'DELETE' ? 'DEL' : method}
  </span>
);
