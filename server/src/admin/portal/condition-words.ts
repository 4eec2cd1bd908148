import type { FactWords } from '../../spec/fact-words.ts';
import type { Condition } from '../../spec/rate-card.ts';
import type { Text } from '../../spec/text.ts';

type Lang = 'en' | 'vi';
type Dictionary = Readonly<Record<string, FactWords>>;

const plain = (fact: string): Text => {
  const name = fact.replaceAll('_', ' ');
  return { en: name, vi: name };
};

/** 200000 -> 200K: as makers write it. */
function shortNumber(value: number): string {
  if (value >= 1_000_000 && value % 1_000_000 === 0) return `${value / 1_000_000}M`;
  return value >= 1000 && value % 1000 === 0 ? `${value / 1000}K` : String(value);
}

const truth: Readonly<Record<string, Text>> = {
  true: { en: 'yes', vi: 'có' },
  false: { en: 'no', vi: 'không' },
};

function valueWords(
  value: string | number | boolean,
  words: FactWords | undefined,
  lang: Lang,
): { whole: boolean; text: string } {
  const phrase = words?.values?.[String(value)];
  if (phrase) return { whole: true, text: phrase[lang] };
  const text = typeof value === 'boolean' ? truth[String(value)]![lang] : String(value);
  return { whole: false, text: words?.unit ? `${text} ${words.unit[lang]}` : text };
}

const listed = (texts: readonly string[], or: string): string =>
  texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} ${or} ${texts.at(-1)}`;

function one({ fact, is, above, upTo }: Condition, dictionary: Dictionary, lang: Lang): string {
  const words = Object.hasOwn(dictionary, fact) ? dictionary[fact] : undefined;
  const name = (words?.name ?? plain(fact))[lang];
  const unit = words?.unit ? ` ${words.unit[lang]}` : '';
  const or = lang === 'en' ? 'or' : 'hoặc';
  const parts: string[] = [];
  if (is) {
    const values = is.map((value) => valueWords(value, words, lang));
    const text = listed(
      values.map((value) => value.text),
      or,
    );
    parts.push(values.every(({ whole }) => whole) ? text : `${name} ${text}`);
  }
  if (above !== undefined)
    parts.push(`${name} ${lang === 'en' ? 'above' : 'trên'} ${shortNumber(above)}${unit}`);
  if (upTo !== undefined)
    parts.push(`${name} ${lang === 'en' ? 'up to' : 'tối đa'} ${shortNumber(upTo)}${unit}`);
  return parts.join(', ');
}

/** When a rate is charged, in words. */
export const conditionWords = (conditions: readonly Condition[], dictionary: Dictionary): Text => ({
  en: conditions.map((condition) => one(condition, dictionary, 'en')).join(', '),
  vi: conditions.map((condition) => one(condition, dictionary, 'vi')).join(', '),
});
