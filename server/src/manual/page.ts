import type { Text } from '../spec/text.ts';
import type { Guide } from './guide.ts';
import type { Program } from './program.ts';
import type { SampleFile } from './samples/files.ts';
import type { SectionId } from './sections.ts';
import type { Shape } from './shape.ts';

/**
 * The manual is data: a page is a value, and its examples are sent to a real gateway by
 * test/conformance/manual.test.ts. Parameters are not written on pages; they come from the endpoint's schema
 * (reference.ts). In place of examples a page may show a program (program.ts), which test/clients/programs.ts runs; before
 * its examples, how a tool is set up (guide.ts), which test/clients/run.ts does.
 */

/** Stands where a dialect's id stands for the calls under /api, which take an access token and not a key. */
export const management = 'management';

/** An endpoint, as its dialect or the management API lists it. */
export type CallRef = {
  readonly dialect: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its placeholders: '/api/token/:id'. */
  readonly route: string;
};

export type RequestShape = { readonly [name: string]: Shape };

/** A file of samples/files.ts. */
export type FilePart = { readonly sample: SampleFile };
export type FormValue = string | number | boolean | FilePart;
/** A form by the names of its parts; a list is several parts of one name. */
export type FormShape = { readonly [name: string]: FormValue | readonly FormValue[] };

/** Some events of a stream that look alike. `many`: at least one. */
export type StreamStep = { readonly times: 'once' | 'many'; readonly event: Shape; readonly text: Text };

export type Expected = {
  /** 200 when absent. */
  readonly status?: number;
  /** Headers that the page speaks of. */
  readonly headers?: Readonly<Record<string, Shape>>;
} /** `comes`: the call is made again until the reply looks like this, because what it asks for takes a while. */ & (
  | { readonly reply: Shape; readonly comes?: true }
  | { readonly stream: readonly StreamStep[] }
  /** Text that is no JSON. */
  | { readonly plain: Shape }
  /** No body: the headers say everything. */
  | { readonly empty: true }
  /** A file of a type, of so many bytes at least. `comes`: as above. */
  | { readonly bytes: { readonly type: string; readonly least: number }; readonly comes?: true }
  /** What is heard over a WebSocket, up to the last step. */
  | { readonly session: readonly StreamStep[] }
);

export type Example = {
  readonly title: Text;
  /** Absent: the page's. */
  readonly call?: CallRef;
  /** Values for the placeholders of the route; a `*` is named '*'. */
  readonly params?: RequestShape;
  readonly query?: RequestShape;
  /** Beside the credential and the content type. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent in place of a good credential, where the example is about a wrong one. */
  readonly credential?: string;
  readonly request?: RequestShape;
  /** In place of `request`: sent as multipart/form-data. */
  readonly form?: FormShape;
  /** In place of both: what is said over a WebSocket once it is open. */
  readonly events?: readonly RequestShape[];
  readonly expect: Expected;
};

/** A field of an object, by its path: `choices[].message.content`. A type with a comma says when the field comes. */
export type Field = { readonly name: string; readonly type: string; readonly text: Text };

/** The object that a page explains. `at`: its place in the reply (or the events) of the first example. */
export type ObjectTable = { readonly at: readonly string[]; readonly fields: readonly Field[] };

/** A cell or a title of a column without languages is the same in all of them. */
export type Table = {
  readonly title: Text;
  readonly columns: readonly (string | Text)[];
  readonly rows: readonly (readonly (string | Text)[])[];
};

type Head = {
  readonly section: SectionId;
  readonly slug: string;
  /** Rows of the mission that it answers. */
  readonly rows: readonly string[];
  readonly title: Text;
  readonly intro: Text;
  readonly tables?: readonly Table[];
  readonly notes?: readonly Text[];
  /** Ids of pages. */
  readonly seeAlso?: readonly string[];
};

type WithExamples = Head & {
  /** The endpoint that the page is about; absent on pages for reading, whose examples name their own. */
  readonly call?: CallRef;
  readonly examples: readonly [Example, ...Example[]];
  readonly object?: ObjectTable;
  /** Stands before the examples, which then show that the key and the model work. */
  readonly guide?: Guide;
  readonly program?: never;
};

type WithProgram = Head & {
  readonly program: Program;
  readonly call?: never;
  readonly examples?: never;
  readonly object?: never;
  readonly guide?: never;
};

/** Section and slug, and so the page's file and its address. */
type Id = { readonly id: string };

export type ExamplePage = WithExamples & Id;
export type ProgramPage = WithProgram & Id;
export type GuidePage = ExamplePage & { readonly guide: Guide };
export type Page = ExamplePage | ProgramPage;

/** Texts may hold `code` between back-ticks, nothing else of Markdown. */
export function page(written: WithExamples): ExamplePage;
export function page(written: WithProgram): ProgramPage;
export function page(written: WithExamples | WithProgram): Page {
  return { ...written, id: `${written.section}/${written.slug}` };
}

export const once = (event: Shape, words: Text): StreamStep => ({ times: 'once', event, text: words });
export const many = (event: Shape, words: Text): StreamStep => ({ times: 'many', event, text: words });

/** The call that an example makes. Throws when neither it nor its page names one. */
export function callOf(of: Page, example: Example): CallRef {
  const call = example.call ?? of.call;
  if (!call) throw new Error(`page ${of.id} has an example without a call`);
  return call;
}
