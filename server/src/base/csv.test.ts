import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from './csv.ts';

test('cells are quoted where they must be, and nothing else is changed', () => {
  equal(
    csvLine(['a', 'b,c', 'say "x"', 'two\nlines', '', null, 0.5, -3, true, 'Khóa của tôi']),
    'a,"b,c","say ""x""","two\nlines",,,0.5,-3,true,Khóa của tôi\r\n',
  );
});

test('no text is a formula', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x","y")'])
    equal(csvLine([text]).replace(/^"/, '').startsWith("'"), true, text);
  equal(csvLine(['=a,b']), '"\'=a,b"\r\n');
  equal(csvLine(['a=b']), 'a=b\r\n');
});
