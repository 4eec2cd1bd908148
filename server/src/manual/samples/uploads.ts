import type { CallRef } from '../page.ts';
import { type Shape, taken, text, unixSeconds } from '../shape.ts';

/** What the pages on uploaded files share: the calls of the two APIs, and the file as each shows it. */

const files = (method: CallRef['method'], route: string): CallRef => ({
  dialect: 'files-api',
  method,
  route,
});
export const uploadFile = files('POST', '/v1/files');
export const listFiles = files('GET', '/v1/files');
export const showFile = files('GET', '/v1/files/:file');
export const fileContent = files('GET', '/v1/files/:file/content');
export const deleteFile = files('DELETE', '/v1/files/:file');

const google = (method: CallRef['method'], route: string): CallRef => ({ dialect: 'gemini', method, route });
export const uploadToGemini = google('POST', '/upload/v1beta/files');
export const listGemini = google('GET', '/v1beta/files');
export const showGemini = google('GET', '/v1beta/files/:file');
export const downloadGemini = google('GET', '/v1beta/files/:file:download');
export const deleteGemini = google('DELETE', '/v1beta/files/:file');

const sampleId = 'k4u01m83c35nsx7kt33nb0wf640ey';
/** Bytes of invoice.pdf. */
export const invoiceBytes = 549;

/** The id that the page of the upload shows. */
export const fileId = taken(`file-${sampleId}`, 'chatgpt-files/upload-file', ['id']);

/** OpenAI's file object. */
export const fileObject = (id: Shape = text(`file-${sampleId}`, /^file-k4u\w{26}$/)): Shape => ({
  id,
  object: 'file',
  bytes: invoiceBytes,
  created_at: unixSeconds(1764000000),
  expires_at: unixSeconds(1764086400),
  filename: 'invoice.pdf',
  purpose: 'user_data',
  status: 'processed',
});

const fromGemini = (sample: string, name: string) =>
  taken(sample, 'gemini-native/upload-file', ['file', name]);
export const geminiName = fromGemini(`files/${sampleId}`, 'name');
export const geminiUri = fromGemini(`https://your-gateway/v1beta/files/${sampleId}`, 'uri');

const time = text('2026-11-25T08:00:00.000Z', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

/** Google's. */
export const geminiFile = (
  name: Shape = text(`files/${sampleId}`, /^files\/k4u\w{26}$/),
  uri: Shape = text(
    `https://your-gateway/v1beta/files/${sampleId}`,
    /^https?:\/\/.+\/v1beta\/files\/k4u\w{26}$/,
  ),
): { readonly [name: string]: Shape } => ({
  name,
  displayName: 'invoice.pdf',
  mimeType: 'application/pdf',
  sizeBytes: String(invoiceBytes),
  createTime: time,
  updateTime: time,
  expirationTime: time,
  sha256Hash: text('J1mx0ezyZbVTv7dZSjtuUqnDM7sFFyVrFSfHGwqBk3E=', /^[\w+/]{43}=$/),
  uri,
  state: 'ACTIVE',
  source: 'UPLOADED',
});
