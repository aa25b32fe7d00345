/** A file that somebody chose or dragged here; a spreadsheet is read by a worker, so that the page stays usable. */
import { readFile } from '../../deck/import/read-file';
import type { Rows } from '../../deck/import/spreadsheet';
import type { Imported, Unreadable } from '../../deck/read-deck';
import workerAddress from './spreadsheet-worker.ts?worker&url';

const spreadsheetWithin_ms = 20_000;

export const openFile = (file: File): Promise<Imported | Unreadable> => readFile(file, inWorker);

/** Under Trusted Types no text is the address of a script but by the policy that our CSP names (server/net/reply.cpp). */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return address;
  policy ??= trustedTypes.createPolicy('candour-worker', {
    createScriptURL: (url) => {
      if (url !== workerAddress) throw new TypeError('not the address of a script of ours');
      return url;
    },
  });
  // A TrustedScriptURL, which the type of Worker does not know.
  return policy.createScriptURL(address) as string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}
interface Policy {
  createScriptURL(url: string): unknown;
}
let policy: Policy | undefined;

/** Elsewhere than on the page's own thread, and not for ever. */
function inWorker(bytes: Uint8Array): Promise<Rows | Unreadable> {
  const worker = new Worker(trusted(workerAddress), { type: 'module' });
  return new Promise<Rows | Unreadable>((resolve) => {
    const slow = {
      unreadable:
        'Reading this spreadsheet takes too long. Save the sheet with the questions by itself.',
    };
    const broken = {
      unreadable: 'This spreadsheet cannot be read. Save it as CSV and choose that file.',
    };
    const timer = setTimeout(() => resolve(slow), spreadsheetWithin_ms);
    worker.onmessage = (event: MessageEvent<Rows | Unreadable>) => {
      clearTimeout(timer);
      resolve(event.data);
    };
    worker.onerror = () => {
      clearTimeout(timer);
      resolve(broken);
    };
    worker.postMessage(bytes, [bytes.buffer]);
  }).finally(() => worker.terminate());
}
