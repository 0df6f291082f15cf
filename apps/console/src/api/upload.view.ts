import type { Carry } from './api-client.js';

/** Sends a file and tells how much of it has left, from 0 to 1: `fetch` cannot. */
export const carryWithProgress =
  (onProgress: (share: number) => void): Carry =>
  (address, init) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(init.method ?? 'POST', address);
      for (const [name, value] of Object.entries(init.headers as Record<string, string>)) {
        request.setRequestHeader(name, value);
      }
      request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
      request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status })));
      for (const lost of ['error', 'abort', 'timeout']) {
        request.addEventListener(lost, () => reject(new TypeError('The upload was not answered')));
      }
      request.send(init.body as XMLHttpRequestBodyInit);
    });
