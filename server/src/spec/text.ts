/** A text for people. English and Vietnamese always; others when somebody writes them. */
export type Text = { readonly en: string; readonly vi: string; readonly zh?: string };
