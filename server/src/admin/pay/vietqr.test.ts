import { equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { crc16, vietQr } from './vietqr.ts';

test('a published code without an amount comes out to the letter', () => {
  equal(
    vietQr({ bin: '970415', account: '123456789' }),
    '00020101021138530010A0000007270123000697041501091234567890208QRIBFTTA53037045802VN63046376',
  );
});

test('the checksums of published codes are those that we compute', () => {
  for (const published of [
    '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5',
    '00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52',
    '00020101021138530010A0000007270123000697041501091234567890208QRIBFTTA53037045802VN63046376',
    '00020101021238540010A00000072701240006970436011098895593570208QRIBFTTA53037045405100005802VN62320828day la noi dung chuyen khoan6304EEF5',
  ])
    equal(crc16(published.slice(0, -4)), published.slice(-4));
});

test('so does one with an amount and a text', () => {
  equal(
    vietQr({ bin: '970436', account: '9889559357', amount: 10_000, content: 'day la noi dung chuyen khoan' }),
    '00020101021238540010A00000072701240006970436011098895593570208QRIBFTTA53037045405100005802VN62320828day la noi dung chuyen khoan6304EEF5',
  );
});

test('what does not fit into its field is not cut', () => {
  throws(() => vietQr({ bin: '970436', account: '1', content: 'x'.repeat(100) }), RangeError);
});
