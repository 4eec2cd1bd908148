import { Streamdown } from 'streamdown';

/** Markdown as people see it; loaded lazily. Raw HTML in it stays text. */
export default function Markdown({ text }: { readonly text: string }) {
  return (
    <Streamdown mode="static" controls={false}>
      {text}
    </Streamdown>
  );
}
